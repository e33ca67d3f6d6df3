// SPDX-License-Identifier: Apache-2.0
package dev.procmon.contract;

import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.Reactor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A reactor, a way to use it, and programs that do what a test needs. */
public interface World extends AutoCloseable {

    /** Return the reactor. */
    Reactor reactor();

    /** Run something on the reactor thread, wait for it, and return what it returned. */
    <T> T call(Supplier<T> task);

    /** Let time pass until a condition holds on the reactor thread; fail where it does not within a minute. */
    void await(String condition, BooleanSupplier holds);

    /** A program that exits with a code as soon as it runs. */
    Program exitsWith(int code);

    /** A program that runs until a signal ends it. */
    Program runsForever();

    /** A program that writes {@code ready} and a line feed once TERM does nothing to it, and runs until KILL. */
    Program ignoresTerm();

    /** A program that writes to its two streams and exits with 0. */
    Program writes(String stdout, String stderr);

    /** A program that exits with 0 at once and leaves another process behind that holds its output open for ever. */
    Program leavesItsOutputOpen();

    /** A program that exits with a code at once and leaves another process behind that ends a moment later. */
    Program leavesAnotherForAMoment(int code);

    /**
     * A program that writes {@code ready} and a line feed once it has a child to which TERM does nothing, and which runs until
     * KILL; it runs itself until a signal ends it.
     */
    Program hasAChildThatIgnoresTerm();

    /** A program that does not exist. */
    Program doesNotExist();

    @Override
    void close();
}
