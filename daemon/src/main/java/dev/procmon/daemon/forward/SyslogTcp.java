// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;
import dev.procmon.daemon.files.IoFailure;
import dev.procmon.logs.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A syslog daemon over TCP; its messages have their length before them (RFC 6587, octet counting). Nothing says whether one was taken: when
 * a connection breaks, what was written last is written again to the next one.
 */
final class SyslogTcp implements Receiver {

    /** So much of what was written last is kept for that, in bytes, beside the last batch. */
    private static final int KEPT_MAX = 256 << 10;

    /** What was written earlier than that before the other side was last seen has been taken. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final Forward.Target.SyslogTcp target;
    private final SyslogFormat format;
    private final InstantSource clock;
    private final Deque<Written> written = new ArrayDeque<>();
    private long writtenBytes;
    private Optional<TcpConnection> connection = Optional.empty();

    /** Whether the last connection sent without pause: the next one is not believed before it keeps quiet, or each would count as a success. */
    private boolean hasFlooded;

    // Two of them are never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Written(Instant time, byte[] bytes) {}

    SyslogTcp(Forward.Target.SyslogTcp target, SyslogFormat format, InstantSource clock) {
        this.target = target;
        this.format = format;
        this.clock = clock;
    }

    @Override
    public int send(List<LogEntry> lines) throws IOException {
        byte[] frames = frames(lines);
        try {
            TcpConnection open = connected();
            open.write(frames);
        } catch (IOException e) {
            disconnect();
            throw new IOException("cannot send to " + target.host() + " port " + target.port() + ": " + describe(e), e);
        }
        keep(frames);
        return lines.size();
    }

    @Override
    public void close() {
        disconnect();
    }

    private TcpConnection connected() throws IOException {
        if (connection.isPresent() && !isOpen(connection.get())) {
            disconnect();
        }
        if (connection.isEmpty()) {
            TcpConnection fresh = TcpConnection.open(target.host(), target.port());
            connection = Optional.of(fresh);
            if (hasFlooded) {
                fresh.expectSilence();
                hasFlooded = false;
            }
            for (Written each : written) {
                fresh.write(each.bytes());
            }
        } else {
            forgetOld();
        }
        return connection.get();
    }

    private boolean isOpen(TcpConnection former) throws IOException {
        try {
            return former.isOpen();
        } catch (IOException floods) {
            hasFlooded = true;
            throw floods;
        }
    }

    private byte[] frames(List<LogEntry> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (LogEntry each : lines) {
            byte[] message = format.message(each);
            out.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(message);
        }
        return out.toByteArray();
    }

    private void keep(byte[] frames) {
        written.add(new Written(clock.instant(), frames));
        writtenBytes += frames.length;
        while (written.size() > 1 && writtenBytes > KEPT_MAX) {
            writtenBytes -= written.remove().bytes().length;
        }
    }

    private void forgetOld() {
        Instant border = clock.instant().minus(KEPT_FOR);
        while (!written.isEmpty() && written.getFirst().time().isBefore(border)) {
            writtenBytes -= written.remove().bytes().length;
        }
    }

    private void disconnect() {
        if (connection.isPresent()) {
            connection.get().close();
            connection = Optional.empty();
        }
    }

    private static String describe(IOException e) {
        return e instanceof UnknownHostException ? "its name is not known" : IoFailure.describe(e);
    }
}
