// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.contract.World;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.time.MonotonicTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The world of scripted children. */
final class VirtualWorld implements World {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final VirtualReactor reactor = new VirtualReactor();
    private int programs;

    @Override
    public Reactor reactor() {
        return reactor;
    }

    @Override
    public <T> T call(Supplier<T> task) {
        return task.get();
    }

    @Override
    public void await(String condition, BooleanSupplier holds) {
        MonotonicTime end = reactor.now().plus(PATIENCE);
        reactor.runTasks();
        while (!holds.getAsBoolean()
                && reactor.nextDeadline().filter(next -> next.isBefore(end)).isPresent()) {
            MonotonicTime next = reactor.nextDeadline().orElseThrow();
            reactor.advance(next.isBefore(reactor.now()) ? Duration.ZERO : next.since(reactor.now()));
        }
        assertThat(holds.getAsBoolean()).as(condition).isTrue();
    }

    @Override
    public Program exitsWith(int code) {
        return program(ChildScript.exitsAfter(Duration.ofMillis(1), code));
    }

    @Override
    public Program runsForever() {
        return program(ChildScript.runsForever());
    }

    @Override
    public Program ignoresTerm() {
        return program(ChildScript.runsForever().thatIgnores(Signal.TERM).thatWrites(Duration.ofMillis(1), "ready\n"));
    }

    @Override
    public Program writes(String stdout, String stderr) {
        return program(ChildScript.exitsAfter(Duration.ofMillis(1), 0)
                .thatWrites(Duration.ofMillis(1), stdout)
                .thatWrites(Duration.ofMillis(1), StdStream.STDERR, stderr.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Program leavesItsOutputOpen() {
        return program(ChildScript.exitsAfter(Duration.ofMillis(1), 0)
                .whoseOutputIsHeldFor(Duration.ofDays(365))
                .thatLeavesBehind(Duration.ofDays(365)));
    }

    @Override
    public Program leavesAnotherForAMoment(int code) {
        return program(ChildScript.exitsAfter(Duration.ofMillis(1), code).thatLeavesBehind(Duration.ofMillis(100)));
    }

    @Override
    public Program hasAChildThatIgnoresTerm() {
        return program(ChildScript.runsForever()
                .thatWrites(Duration.ofMillis(1), "ready\n")
                .thatLeavesBehind(Duration.ofDays(365), Signal.TERM));
    }

    @Override
    public Program doesNotExist() {
        return program(ChildScript.failsToSpawn("ENOENT"));
    }

    @Override
    public void close() {
        assertThat(reactor.living()).as("processes left behind").isEmpty();
    }

    private Program program(ChildScript script) {
        String name = "program" + ++programs;
        reactor.script(name, script);
        return Program.of(name, name);
    }
}
