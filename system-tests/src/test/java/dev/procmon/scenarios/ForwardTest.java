// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output on its way to others, by the real binary to real sockets. */
@Timeout(120)
class ForwardTest {

    /** Reads entries of the native protocol of the journal, and says of each how it came and what is in it. */
    private static final String JOURNAL = """
            import os, socket, struct, sys
            journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            journal.bind("journal")
            while True:
                data, files, _, _ = socket.recv_fds(journal, 1 << 20, 4)
                way = "file" if files else "datagram"
                if files:
                    assert data == b""
                    with open(files[0], "rb") as file:
                        file.seek(0)
                        data = file.read()
                fields = {}
                at = 0
                while at < len(data):
                    end = data.index(b"\\n", at)
                    name, equals, value = data[at:end].partition(b"=")
                    at = end + 1
                    if not equals:
                        (length,) = struct.unpack("<Q", data[at : at + 8])
                        value = data[at + 8 : at + 8 + length]
                        at += 9 + length
                    fields[name.decode()] = value
                message = fields["MESSAGE"]
                print(way, len(message), repr(message[:10]), fields["PRIORITY"].decode(),
                      fields["PROCMON_PROGRAM"].decode(), fields["PROCMON_STREAM"].decode(), flush=True)
            """;

    @TempDir
    private Path directory;

    @Test
    void theJournalGetsEachLineHoweverLong() throws Exception {
        Files.writeString(directory.resolve("journal.py"), JOURNAL);
        try (RunningProcmon procmon = RunningProcmon.up(directory, """
                [forward.journal]
                journald = "journal"
                [program.receiver]
                command = ["python3", "journal.py"]
                [program.web]
                command = ["sh", "-c", "echo short; head -c 400000 /dev/zero | tr '\\\\000' x; echo; printf 'a\\\\000b\\\\n' >&2; exec sleep 1000"]
                log = { forward = ["journal"], show = "no" }
                """)) {
            procmon.awaitLine("receiver \\| datagram 5 b'short' 6 web stdout");
            procmon.awaitLine("receiver \\| file 400000 b'xxxxxxxxxx' 6 web stdout");
            procmon.awaitLine("receiver \\| datagram 3 b'a.x00b' 4 web stderr");
            assertThat(procmon.stop()).isZero();
        }
    }

    @Test
    void aSyslogDaemonThatComesLateMissesNothingOverARestartOfTheSupervisor() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        String config = """
                [forward.central]
                syslog = "tcp://127.0.0.1:%d"
                [program.web]
                command = ["sh", "-c", "echo from run $$; echo done; exec sleep 1000"]
                log = { forward = ["central"] }
                """.formatted(port);
        try (RunningProcmon first = RunningProcmon.up(directory, config)) {
            first.awaitLine("web +\\| done");
            first.awaitLine("procmon \\* cannot forward output to central: .*refused.*");
            assertThat(first.stop()).isZero();
        }
        try (ServerSocket server = listen(port);
                RunningProcmon second = RunningProcmon.up(directory, config);
                Socket peer = server.accept()) {
            peer.setSoTimeout(60_000);
            DataInputStream in = new DataInputStream(peer.getInputStream());
            assertThat(message(in)).matches("<30>1 [^ ]+ [^ ]+ web 1 stdout \\[procmon@32473 .*] from run \\d+");
            assertThat(message(in)).endsWith("] done");
            assertThat(message(in)).contains("] from run ");
            assertThat(message(in)).endsWith("] done");
            assertThat(second.stop()).isZero();
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout(60_000);
        return server;
    }

    private static String message(DataInputStream in) throws IOException {
        int length = 0;
        int digit = in.read();
        while (digit != ' ') {
            assertThat(digit).isBetween((int) '0', (int) '9');
            length = length * 10 + digit - '0';
            digit = in.read();
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
