// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.program.Stdio;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.NullDevice;
import dev.procmon.posix.libc.Terminals;
import java.util.Optional;

/** Opens what the standard output and error of children go to. On the loop thread. */
final class StreamMaker {

    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final int FIRST_BEHIND_STDIO = 3;

    private final Caller caller;
    private final Descriptors descriptors;
    private Optional<NullDevice> nullDevice = Optional.empty();
    private Optional<Terminals> terminals = Optional.empty();

    StreamMaker(Caller caller, Descriptors descriptors) {
        this.caller = caller;
        this.descriptors = descriptors;
    }

    /** Open all that is needed, or nothing. Return 0 or the negated errno. */
    int open(Stdio stdio, StandardStreams into) {
        int result =
                switch (stdio) {
                    case CAPTURED -> twoPipes(into);
                    case MERGED -> pipe(into);
                    case DISCARDED -> nullDevice(into);
                    case INHERITED -> our(into);
                    case TERMINAL -> terminal(into);
                };
        if (result < 0) {
            into.close();
            return result;
        }
        return 0;
    }

    private int twoPipes(StandardStreams into) {
        int result = pipe(into);
        return result < 0 ? result : pipe(into);
    }

    private int pipe(StandardStreams into) {
        int result = descriptors.pipe();
        if (result >= 0) {
            into.addOurs(descriptors.readEnd());
            into.addChilds(descriptors.writeEnd());
        }
        return result;
    }

    private int nullDevice(StandardStreams into) {
        if (nullDevice.isEmpty()) {
            nullDevice = Optional.of(new NullDevice(caller));
        }
        return addChilds(nullDevice.get().open(), into);
    }

    /** Both are duplicated, so that they are open and closed like those of others. */
    private int our(StandardStreams into) {
        int result = addChilds(descriptors.duplicateFrom(FIRST_BEHIND_STDIO, OUTPUT), into);
        return result < 0 ? result : addChilds(descriptors.duplicateFrom(FIRST_BEHIND_STDIO, ERROR), into);
    }

    private int terminal(StandardStreams into) {
        if (terminals.isEmpty()) {
            terminals = Optional.of(new Terminals(caller));
        }
        int result = terminals.get().make();
        if (result >= 0) {
            into.addOurs(terminals.get().ours());
            into.addChilds(terminals.get().others());
        }
        return result;
    }

    private static int addChilds(int descriptor, StandardStreams into) {
        if (descriptor >= 0) {
            into.addChilds(descriptor);
        }
        return descriptor;
    }
}
