// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A syslog daemon of this host. A message that is too long for it is cut, with a mark at its end. */
final class SyslogSocket implements Receiver {

    private static final byte[] MARK = " [cut]".getBytes(StandardCharsets.US_ASCII);

    private final Datagrams socket;
    private final SyslogFormat format;

    SyslogSocket(Datagrams socket, SyslogFormat format) {
        this.socket = socket;
        this.format = format;
    }

    @Override
    public int send(List<LogEntry> lines) throws IOException {
        int sent = 0;
        try {
            for (LogEntry each : lines) {
                send(format.message(each));
                sent++;
            }
        } catch (IOException e) {
            if (sent == 0) {
                throw e;
            }
        }
        return sent;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void send(byte[] message) throws IOException {
        byte[] rest = message;
        while (!socket.send(rest, rest.length)) {
            if (rest.length <= 2 * MARK.length) {
                throw new IOException("it takes no messages of " + rest.length + " bytes");
            }
            rest = Arrays.copyOf(rest, rest.length / 2 + MARK.length);
            System.arraycopy(MARK, 0, rest, rest.length - MARK.length, MARK.length);
        }
    }
}
