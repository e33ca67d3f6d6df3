// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.config.Forward;
import dev.procmon.logs.LogEntry;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyslogTcpTest {

    private final SyslogFormat format = new SyslogFormat(3, "host");
    private Instant now = Entries.TIME;
    private ServerSocket server;
    private SyslogTcp receiver;

    @BeforeEach
    void begin() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        receiver = new SyslogTcp(
                new Forward.Target.SyslogTcp(server.getInetAddress().getHostAddress(), server.getLocalPort(), 3),
                format,
                () -> now);
    }

    @AfterEach
    void end() throws IOException {
        receiver.close();
        server.close();
    }

    @Test
    void eachMessageHasItsLengthBeforeIt() throws Exception {
        List<LogEntry> lines = List.of(Entries.line("one"), Entries.line("zw\u00f6lf"));

        assertThat(receiver.send(lines)).isEqualTo(2);

        try (Socket peer = server.accept()) {
            DataInputStream in = new DataInputStream(peer.getInputStream());
            assertThat(frame(in)).isEqualTo(message(lines.get(0)));
            assertThat(frame(in)).isEqualTo(message(lines.get(1)));
        }
    }

    @Test
    void whereNobodyListensItSaysSoAndLaterItArrives() throws Exception {
        int port = server.getLocalPort();
        server.close();
        assertThatThrownBy(() -> receiver.send(List.of(Entries.line("one"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + port)
                .hasMessageContaining("refused");

        server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        receiver.send(List.of(Entries.line("one")));

        try (Socket peer = server.accept()) {
            assertThat(frame(new DataInputStream(peer.getInputStream()))).endsWith("] one");
        }
    }

    @Test
    void afterABreakWhatWasWrittenLastComesAgain() throws Exception {
        receiver.send(List.of(Entries.line("one")));
        now = now.plus(Duration.ofMinutes(1));
        receiver.send(List.of(Entries.line("two")));
        try (Socket peer = server.accept()) {
            DataInputStream in = new DataInputStream(peer.getInputStream());
            assertThat(frame(in)).endsWith("] one");
            // It ends without having read what comes then.
        }

        receiver.send(List.of(Entries.line("three")));

        try (Socket peer = server.accept()) {
            DataInputStream in = new DataInputStream(peer.getInputStream());
            assertThat(frame(in)).endsWith("] two");
            assertThat(frame(in)).endsWith("] three");
        }
    }

    /** More than all buffers of the kernel hold: it waits for the reader, and nothing is lost or torn. */
    @Test
    void aSlowReceiverIsWaitedFor() throws Exception {
        List<LogEntry> lines = Collections.nCopies(16, Entries.line("x".repeat(1 << 20)));
        Thread reader = new Thread(() -> {
            try (Socket peer = server.accept()) {
                DataInputStream in = new DataInputStream(peer.getInputStream());
                for (int i = 0; i < 16; i++) {
                    frame(in);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        reader.start();

        assertThat(receiver.send(lines)).isEqualTo(16);
        reader.join();
    }

    /** Such as chargen, or what sends back all that it gets: whoever reads it to its end never comes to it. */
    @Test
    @Timeout(20)
    void whoSendsWithoutPauseFailsAndHoldsUpNobody() throws Exception {
        Thread flood = flood();

        assertThatThrownBy(() -> {
                    while (true) {
                        receiver.send(List.of(Entries.line("one")));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + server.getLocalPort())
                .hasMessageContaining("it sends without pause");
        flood.join();
    }

    /** Else each connection would be taken for a success, and nobody would ever wait for longer. */
    @Test
    @Timeout(20)
    void whoHasSentWithoutPauseGetsNothingBeforeItKeepsQuiet() throws Exception {
        Thread first = flood();
        assertThatThrownBy(() -> {
                    while (true) {
                        receiver.send(List.of(Entries.line("one")));
                    }
                })
                .isInstanceOf(IOException.class);
        first.join();

        for (int i = 0; i < 3; i++) {
            Thread again = flood();
            assertThatThrownBy(() -> receiver.send(List.of(Entries.line("two"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it sends without pause");
            again.join();
        }

        assertThat(receiver.send(List.of(Entries.line("three")))).isOne();
    }

    /** Accept one connection and write there until it ends. */
    private Thread flood() {
        Thread flood = new Thread(() -> {
            byte[] bytes = new byte[64 << 10];
            try (Socket peer = server.accept()) {
                OutputStream out = peer.getOutputStream();
                while (true) {
                    out.write(bytes);
                }
            } catch (IOException e) {
                // It was hung up on.
            }
        });
        flood.start();
        return flood;
    }

    @Test
    void whoIsInterruptedGivesUpAtOnce() throws Exception {
        List<LogEntry> lines = Collections.nCopies(16, Entries.line("x".repeat(1 << 20)));
        Thread sender = new Thread(() -> {
            try {
                receiver.send(lines);
            } catch (IOException e) {
                // It is over.
            }
        });
        sender.start();
        try (Socket peer = server.accept()) {
            assertThat(peer.getInputStream().read()).isPositive();
            sender.interrupt();
            sender.join();
        }
    }

    private String message(LogEntry entry) {
        return new String(format.message(entry), StandardCharsets.UTF_8);
    }

    private static String frame(DataInputStream in) throws IOException {
        int length = 0;
        int digit = in.read();
        while (digit != ' ') {
            assertThat(digit).isBetween((int) '0', (int) '9');
            length = length * 10 + digit - '0';
            digit = in.read();
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return new String(message, StandardCharsets.UTF_8);
    }
}
