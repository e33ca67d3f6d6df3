// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import java.io.IOException;
import java.util.List;

/** The journal of this host. An entry that is too long for a datagram comes as a file in memory. */
final class Journal implements Receiver {

    private final Datagrams socket;

    Journal(Datagrams socket) {
        this.socket = socket;
    }

    @Override
    public int send(List<LogEntry> lines) throws IOException {
        int sent = 0;
        try {
            while (sent < lines.size()) {
                List<LogEntry> pieces = LongLines.pieces(lines, sent);
                send(JournalFormat.entry(pieces));
                sent += pieces.size();
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

    private void send(byte[] entry) throws IOException {
        if (!socket.send(entry, entry.length)) {
            socket.sendInMemoryFile(entry);
        }
    }
}
