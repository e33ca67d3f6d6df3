// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.core.health.SdMessage;
import dev.procmon.core.health.SdNotify;
import dev.procmon.core.program.Notification;
import dev.procmon.posix.libc.Datagrams;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.notify.Audience.Trouble;
import dev.procmon.posix.notify.SenderCheck.Refused;
import dev.procmon.posix.spawn.Extras;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The socket of one run, to which it sends messages as with sd_notify(3).
 *
 * <p>Of each socket only so many messages are taken per turn of the loop, so that nobody who sends without a pause keeps others
 * from their turn; the kernel makes it wait once a few are in the queue.
 *
 * <p>Descriptors that come along are closed once the message was handled. With {@code BARRIER=1} that is the answer that
 * sd_notify_barrier(3) waits for. None is kept: a program learns by {@code FDSTORE} in its environment that it can hand some
 * in, which it does not find.
 */
final class SdSocket implements NotifyChannel {

    /** How many messages are taken in one turn of the loop. */
    static final int MESSAGES_PER_TURN = 16;

    /** How many are taken at the end: more than any queue holds, but not what is added for ever. */
    private static final int LAST_MESSAGES = 1024;

    /** How many descriptors of a run may wait to be closed. */
    private static final int TO_CLOSE_MAX = 2 * Datagrams.DESCRIPTORS_MAX;

    private static final String MAIN_PID = "MAINPID=";

    private final NotifyChannels channels;
    private final Notification.SdNotify notification;
    private final Audience audience;
    private final AtomicInteger toClose = new AtomicInteger();
    private final byte[] path;
    private final int descriptor;
    private boolean open = true;
    private Optional<SenderCheck> senders = Optional.empty();

    SdSocket(
            NotifyChannels channels,
            Notification.SdNotify notification,
            Audience audience,
            byte[] path,
            int descriptor) {
        this.channels = channels;
        this.notification = notification;
        this.audience = audience;
        this.path = path;
        this.descriptor = descriptor;
    }

    @Override
    public Extras extras() {
        String socket = "NOTIFY_SOCKET=" + new String(path, StandardCharsets.UTF_8);
        if (notification.watchdog().isEmpty()) {
            return new Extras(Optional.empty(), List.of(), List.of(socket), List.of());
        }
        String period = "WATCHDOG_USEC=" + micros(notification.watchdog().get());
        return new Extras(Optional.empty(), List.of(), List.of(socket, period), List.of("WATCHDOG_PID"));
    }

    @Override
    public void spawned(Speakers run) {
        senders = Optional.of(new SenderCheck(notification.access(), run));
        channels.listen(descriptor, () -> hear(MESSAGES_PER_TURN));
    }

    @Override
    public void hear() {
        hear(LAST_MESSAGES);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            channels.forget(this, descriptor);
            channels.removeSocket(path);
        }
    }

    private void hear(int limit) {
        if (senders.isPresent()) {
            senders.get().forgetLast();
            for (int i = 0; i < limit && open && hearOne(senders.get()); i++) {
                closeIfItHandsInTooMuch();
            }
        }
    }

    private boolean hearOne(SenderCheck check) {
        Datagrams datagrams = channels.datagrams();
        int length = datagrams.receive(descriptor);
        if (length < 0) {
            return length == -Errno.EINTR;
        }
        int[] cameAlong = datagrams.descriptors();
        weigh(check, datagrams);
        channels.closer().close(cameAlong, toClose);
        return true;
    }

    private void weigh(SenderCheck check, Datagrams message) {
        if (message.isCutOff()) {
            audience.unheard(Trouble.TOO_LONG, "a message of more than " + Datagrams.LENGTH_MAX + " bytes");
            return;
        }
        Optional<Refused> refused = check.refusal(message.pid(), message.user());
        if (refused.isPresent()) {
            audience.unheard(refused.get().trouble(), refused.get().why());
            return;
        }
        String text = withoutLastNul(new String(message.bytes(), StandardCharsets.UTF_8));
        if (text.indexOf('\0') >= 0) {
            audience.unheard(Trouble.NOT_TEXT, "a message that holds a NUL character");
            return;
        }
        String believed = text.contains(MAIN_PID) ? withoutForeignMain(check, text) : text;
        if (!believed.isEmpty()) {
            audience.notice(believed, check.inWhoseName(message.pid()));
        }
    }

    /** Leave out who is named as the main process and is none of the run: it would get the signals that are for the run. */
    private String withoutForeignMain(SenderCheck check, String text) {
        StringBuilder believed = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(MAIN_PID)
                    && SdNotify.read(line).getFirst() instanceof SdMessage.MainPid(long pid)
                    && !check.mainIs((int) pid)) {
                audience.unheard(
                        Trouble.FOREIGN_MAIN, "it names process " + pid + " as its main one, which is none of its own");
            } else {
                believed.append(believed.isEmpty() ? "" : "\n").append(line);
            }
        }
        return believed.toString();
    }

    private void closeIfItHandsInTooMuch() {
        if (toClose.get() > TO_CLOSE_MAX) {
            audience.unheard(
                    Trouble.TOO_MANY_DESCRIPTORS,
                    "more than " + TO_CLOSE_MAX + " descriptors that cannot be closed; nothing is heard any more");
            close();
        }
    }

    /** Some send the end of the string too. */
    private static String withoutLastNul(String text) {
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }

    private static long micros(Duration period) {
        long micros = TimeUnit.MICROSECONDS.convert(period);
        return Math.max(1, micros);
    }
}
