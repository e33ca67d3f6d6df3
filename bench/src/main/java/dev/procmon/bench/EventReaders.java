// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients that follow the events of a running supervisor, some of which never read:
 *
 * <pre>bench/events SOCKET CLIENTS SILENT EVENTS [PID]</pre>
 *
 * <p>Ends when each of those that read has got so many events, and says how long that took, who was cut off, and what memory the supervisor had
 * before and after. Something has to happen meanwhile: programs that crash in a loop will do.
 */
public final class EventReaders {

    private static final byte[] REQUEST =
            "GET /v1/events?last=1 HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final List<Reader> readers = new ArrayList<>();
    private final List<SocketChannel> silent = new ArrayList<>();
    private long bytes;
    private int lost;

    private EventReaders() {}

    /** One that reads. Counts the lines that begin an event. */
    private static final class Reader {

        private int matched;
        private int events;

        void take(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                matched = next == "\nid:".charAt(matched) ? matched + 1 : next == '\n' ? 1 : 0;
                if (matched == 4) {
                    events++;
                    matched = 0;
                }
            }
        }
    }

    /** Run it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            System.err.println("usage: EventReaders SOCKET CLIENTS SILENT EVENTS [PID]");
            System.exit(2);
        }
        String pid = arguments.length > 4 ? arguments[4] : "";
        new EventReaders()
                .run(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        pid);
    }

    private void run(Path socket, int clients, int silentCount, int events, String pid) throws IOException {
        say("memory of the supervisor before: " + memory(pid));
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < clients; i++) {
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(REQUEST));
                channel.configureBlocking(false);
                if (i < silentCount) {
                    silent.add(channel);
                } else {
                    Reader reader = new Reader();
                    readers.add(reader);
                    channel.register(selector, SelectionKey.OP_READ, reader);
                }
            }
            say(clients + " clients are connected; memory: " + memory(pid));
            long begin = System.nanoTime();
            while (!readers.isEmpty() && least() < events) {
                selector.select(1000);
                for (SelectionKey key : selector.selectedKeys()) {
                    read(key);
                }
                selector.selectedKeys().clear();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            say("each of " + readers.size() + " got " + least() + " events or more, in "
                    + Math.round(seconds * 10) / 10.0
                    + " s, " + (bytes >> 20) + " MiB together; cut off: " + lost + " that read, " + cutOff() + " of "
                    + silent.size() + " that did not");
            say("memory of the supervisor after: " + memory(pid));
        }
    }

    private void read(SelectionKey key) throws IOException {
        buffer.clear();
        int read = ((SocketChannel) key.channel()).read(buffer);
        if (read < 0) {
            lost++;
            readers.remove((Reader) key.attachment());
            key.cancel();
            return;
        }
        bytes += read;
        ((Reader) key.attachment()).take(buffer.flip());
    }

    private int least() {
        int least = Integer.MAX_VALUE;
        for (Reader each : readers) {
            least = Math.min(least, each.events);
        }
        return least;
    }

    /** Those at whose end of the connection there is an end, behind all that the kernel still has for them. */
    private int cutOff() {
        int cut = 0;
        for (SocketChannel each : silent) {
            try {
                int read = 0;
                do {
                    read = each.read(buffer.clear());
                } while (read > 0);
                cut += read < 0 ? 1 : 0;
                each.close();
            } catch (IOException e) {
                cut++;
            }
        }
        return cut;
    }

    private static String memory(String pid) throws IOException {
        if (pid.isEmpty()) {
            return "unknown, for no PID is given";
        }
        for (String line : Files.readAllLines(Path.of("/proc", pid, "smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return line.substring("Pss:".length()).strip() + " PSS";
            }
        }
        return "unknown";
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
