// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Notification;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Datagrams;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.LibcException;
import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.reap.Watches;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives runs a way to say something, and reads what they say when the loop tells that there is something. On the loop thread. */
public final class NotifyChannels {

    private static final int CHUNK_SIZE = 256;
    private static final Opening SILENT = new Opening.Opened(NotifyChannel.NONE);

    private final Caller caller;
    private final Watches watches;
    private final Descriptors descriptors;
    private final DescriptorCloser closer;
    private final Set<NotifyChannel> opened = new HashSet<>();
    private Optional<Sockets> sockets = Optional.empty();
    private Optional<Memory> chunk = Optional.empty();

    /** What only programs with sd_notify(3) need. */
    private record Sockets(Datagrams datagrams, NotifyDirectory directory) {}

    /**
     * Make channels for a loop. Nothing is opened yet.
     *
     * @param watches wait for what is opened later
     */
    public NotifyChannels(Caller caller, Watches watches) {
        this.caller = caller;
        this.watches = watches;
        this.descriptors = new Descriptors(caller);
        this.closer = new DescriptorCloser(descriptors);
    }

    /** Open the channel of a run that is about to be spawned. */
    public Opening open(Notification notification, ProcessListener listener) {
        // First and by itself: a switch over types costs milliseconds when the first one is run.
        if (notification instanceof Notification.None) {
            return SILENT;
        }
        Opening opening = openSpeaking(notification, listener);
        opened.add(opening.channel());
        return opening;
    }

    /** Close all that is open. */
    public void close() {
        List.copyOf(opened).forEach(NotifyChannel::close);
        closer.end();
        if (sockets.isPresent()) {
            sockets.get().directory().close();
        }
    }

    void listen(int descriptor, Runnable whenReady) {
        LibcException.check(watches.addLevel(descriptor, whenReady), "epoll_ctl");
    }

    /** Close the descriptor of a channel that is being closed. */
    void forget(NotifyChannel channel, int descriptor) {
        opened.remove(channel);
        if (!watches.close(descriptor)) {
            descriptors.close(descriptor);
        }
    }

    void removeSocket(byte[] path) {
        sockets().directory().remove(path);
    }

    Descriptors descriptors() {
        return descriptors;
    }

    DescriptorCloser closer() {
        return closer;
    }

    Datagrams datagrams() {
        return sockets().datagrams();
    }

    /** Return memory for what is read from a pipe. */
    Memory chunk() {
        if (chunk.isEmpty()) {
            chunk = Optional.of(caller.allocate(CHUNK_SIZE));
        }
        return chunk.get();
    }

    private Opening openSpeaking(Notification notification, ProcessListener listener) {
        return switch (notification) {
            case Notification.None _ -> SILENT;
            case Notification.SdNotify sd -> openSocket(sd, new Audience(listener));
            case Notification.Descriptor(int number) -> openPipe(number, new Audience(listener));
        };
    }

    private Opening openSocket(Notification.SdNotify notification, Audience audience) {
        NotifyDirectory directory = sockets().directory();
        int result = directory.prepare();
        if (result < 0) {
            return failed(-result, "no directory can be made for the notification socket");
        }
        byte[] path = directory.nextPath();
        int descriptor = directory.open(path);
        if (descriptor < 0) {
            return failed(-descriptor, NotifyDirectory.describe(-descriptor));
        }
        return new Opening.Opened(new SdSocket(this, notification, audience, path, descriptor));
    }

    private Opening openPipe(int number, Audience audience) {
        int result = descriptors.pipe();
        if (result < 0) {
            return failed(-result, "no pipe can be made for the notification descriptor");
        }
        return new Opening.Opened(new ReadyPipe(this, audience, number, descriptors.readEnd(), descriptors.writeEnd()));
    }

    private Sockets sockets() {
        if (sockets.isEmpty()) {
            Datagrams datagrams = new Datagrams(caller);
            sockets = Optional.of(new Sockets(datagrams, new NotifyDirectory(caller, datagrams)));
        }
        return sockets.get();
    }

    private static Opening failed(int errno, String detail) {
        return new Opening.Failed(new SpawnFailure(Errno.name(errno), detail));
    }
}
