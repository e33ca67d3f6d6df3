// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.spawn.Extras;
import java.util.List;
import java.util.Optional;

/**
 * A pipe, to whose end with the run it writes a line when it is ready, as with s6. What comes before the line break does
 * not matter, nor what would come after it; the end of the pipe without a line says nothing.
 */
final class ReadyPipe implements NotifyChannel {

    private static final String READY = "READY=1";

    private final NotifyChannels channels;
    private final Audience audience;
    private final int number;
    private final int ourEnd;
    private final int itsEnd;
    private int leader;
    private boolean open = true;
    private boolean itsEndOpen = true;

    /**
     * Make one of a pipe that is open.
     *
     * @param number the descriptor that it becomes in the run
     */
    ReadyPipe(NotifyChannels channels, Audience audience, int number, int ourEnd, int itsEnd) {
        this.channels = channels;
        this.audience = audience;
        this.number = number;
        this.ourEnd = ourEnd;
        this.itsEnd = itsEnd;
    }

    @Override
    public Extras extras() {
        return new Extras(Optional.empty(), List.of(new Extras.Passed(itsEnd, number)), List.of(), List.of());
    }

    @Override
    public void spawned(Speakers run) {
        leader = run.first();
        closeItsEnd();
        channels.listen(ourEnd, this::readOnce);
    }

    @Override
    public void hear() {
        // As much as is in the pipe now; more may come all the time.
        int left = open ? channels.descriptors().available(ourEnd) : 0;
        while (left > 0 && open) {
            int length = readOnce();
            left = length == 0 ? 0 : left - length;
        }
    }

    @Override
    public void close() {
        closeItsEnd();
        if (open) {
            open = false;
            channels.forget(this, ourEnd);
        }
    }

    private int readOnce() {
        Descriptors descriptors = channels.descriptors();
        Memory chunk = channels.chunk();
        int length = descriptors.read(ourEnd, chunk);
        if (length == -Errno.EAGAIN || length == -Errno.EINTR) {
            return 0;
        }
        if (length <= 0) {
            close();
            return 0;
        }
        if (holdsLineBreak(chunk, length)) {
            close();
            audience.notice(READY, leader);
        }
        return length;
    }

    private void closeItsEnd() {
        if (itsEndOpen) {
            itsEndOpen = false;
            channels.descriptors().close(itsEnd);
        }
    }

    private static boolean holdsLineBreak(Memory chunk, int length) {
        for (int i = 0; i < length; i++) {
            if (chunk.bytes().get(i) == '\n') {
                return true;
            }
        }
        return false;
    }
}
