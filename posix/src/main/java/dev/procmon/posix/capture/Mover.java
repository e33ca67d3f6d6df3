// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Splice;
import dev.procmon.posix.output.MovedOutput;
import dev.procmon.posix.output.OutputFile;
import java.util.Optional;

/** Has the kernel move the bytes of pipes into files, where whoever takes them wants that. */
final class Mover {

    /** Nothing was moved and nothing is known of the pipe: its bytes are to be read. */
    static final int NOT_MOVED = Integer.MIN_VALUE;

    /** At most so many bytes at a time: all that a pipe holds. */
    static final int MOST = 1 << 20;

    private final Caller caller;
    private Optional<Splice> splice = Optional.empty();

    Mover(Caller caller) {
        this.caller = caller;
    }

    /**
     * Move what is in a pipe. Return how many bytes were, 0 at the end of the pipe, a negated errno that concerns the pipe, or
     * {@link #NOT_MOVED}.
     */
    int move(OutputPipe pipe) {
        try {
            MovedOutput output = pipe.mover().orElseThrow();
            Optional<OutputFile> target = output.target(pipe.stream());
            return target.isEmpty() ? NOT_MOVED : move(pipe, output, target.get());
        } catch (Throwable failure) {
            Guard.report(failure);
            return NOT_MOVED;
        }
    }

    private int move(OutputPipe pipe, MovedOutput output, OutputFile file) {
        if (splice.isEmpty()) {
            splice = Optional.of(new Splice(caller));
        }
        int result = splice.get().move(pipe.descriptor(), file.descriptor(), MOST);
        if (result > 0) {
            file.moved(result);
            tell(pipe, output, result);
        } else if (result < 0 && result != -Errno.EAGAIN && result != -Errno.EINTR) {
            output.notMoved(pipe.stream(), -result);
            return NOT_MOVED;
        }
        return result;
    }

    /** Here and not with the others, for whatever it throws, the bytes were moved. */
    private static void tell(OutputPipe pipe, MovedOutput output, int bytes) {
        try {
            output.moved(pipe.stream(), bytes);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }
}
