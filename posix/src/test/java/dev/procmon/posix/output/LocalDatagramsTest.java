// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Datagrams;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalDatagramsTest {

    private final Caller caller = Caller.ofAnyThread();
    private final Datagrams receiver = new Datagrams(caller);
    private final Descriptors descriptors = new Descriptors(caller);

    @TempDir
    private Path directory;

    private Path path;
    private LocalDatagrams datagrams;

    @BeforeEach
    void open() {
        path = directory.resolve("socket");
        datagrams = new LocalDatagrams(path);
    }

    @AfterEach
    void close() {
        datagrams.close();
        caller.close();
    }

    @Test
    void aDatagramArrivesAsItIs() {
        int socket = receive();
        ByteBuffer bytes = direct("xhellox");
        bytes.position(1).limit(6);

        assertThat(datagrams.send(bytes)).isEqualTo(5);

        assertThat(bytes.position()).isEqualTo(6);
        assertThat(received(socket)).isEqualTo("hello");
        descriptors.close(socket);
    }

    @Test
    void whereNobodyIsThereTheErrorSaysSoAndLaterItArrives() {
        assertThat(datagrams.send(direct("lost"))).isEqualTo(-Errno.ENOENT);
        assertThat(datagrams.awaitWritable(0)).isTrue();

        int socket = receive();
        assertThat(datagrams.send(direct("hello"))).isEqualTo(5);

        assertThat(received(socket)).isEqualTo("hello");
        descriptors.close(socket);
    }

    @Test
    void aReceiverThatHasEndedRefusesAndItsSuccessorGetsTheNext() throws Exception {
        int socket = receive();
        datagrams.send(direct("first"));
        descriptors.close(socket);

        ByteBuffer bytes = direct("second");
        assertThat(datagrams.send(bytes)).isEqualTo(-Errno.ECONNREFUSED);
        assertThat(bytes.remaining()).isEqualTo(6);

        Files.delete(path);
        int successor = receive();
        assertThat(datagrams.send(bytes)).isEqualTo(6);
        assertThat(received(successor)).isEqualTo("second");
        descriptors.close(successor);
    }

    @Test
    void aReceiverThatWasReplacedSinceTheLastOneMissesNothing() throws Exception {
        int socket = receive();
        datagrams.send(direct("first"));
        descriptors.close(socket);
        Files.delete(path);
        int successor = receive();

        assertThat(datagrams.send(direct("second"))).isEqualTo(6);

        assertThat(received(successor)).isEqualTo("second");
        descriptors.close(successor);
    }

    @Test
    void aReceiverThatDoesNotReadIsWaitedForOnlyWhenAsked() {
        int socket = receive();
        int sent = 0;
        while (datagrams.send(direct("x")) == 1) {
            sent++;
        }

        assertThat(sent).isPositive();
        assertThat(datagrams.send(direct("x"))).isEqualTo(-Errno.EAGAIN);
        assertThat(datagrams.awaitWritable(1)).isFalse();
        for (int i = 0; i < sent; i++) {
            assertThat(received(socket)).isEqualTo("x");
        }
        assertThat(datagrams.awaitWritable(60_000)).isTrue();
        assertThat(datagrams.send(direct("x"))).isOne();
        descriptors.close(socket);
    }

    @Test
    void whatIsTooLongForADatagramIsHandedOverAsAFileThatNobodyCanChange() throws Exception {
        int socket = receive();
        String text = "long".repeat(1 << 20);
        ByteBuffer bytes = direct(text);
        assertThat(datagrams.send(bytes)).isEqualTo(-Errno.EMSGSIZE);

        assertThat(datagrams.sendInMemoryFile(bytes)).isEqualTo(4 << 20);

        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(received(socket)).isEmpty();
        assertThat(receiver.descriptors()).hasSize(1);
        int file = receiver.descriptors()[0];
        Path opened = Path.of("/proc/self/fd/" + file);
        assertThat(Files.readString(opened)).isEqualTo(text);
        for (StandardOpenOption how : List.of(WRITE, APPEND, TRUNCATE_EXISTING)) {
            assertThatThrownBy(() -> Files.writeString(opened, "x", WRITE, how)).hasMessageContaining("not permitted");
        }
        descriptors.close(file);
        descriptors.close(socket);
    }

    @Test
    void aPathThatDoesNotFitAnAddressIsRefused() {
        try (LocalDatagrams tooLong = new LocalDatagrams(directory.resolve("x".repeat(108)))) {
            assertThat(tooLong.send(direct("x"))).isEqualTo(-Errno.ENAMETOOLONG);
        }
    }

    private int receive() {
        int socket = receiver.open(path.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(socket).isPositive();
        return socket;
    }

    private String received(int socket) {
        assertThat(receiver.receive(socket)).isNotNegative();
        return new String(receiver.bytes(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
