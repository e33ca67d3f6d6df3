// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Datagrams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the supervisor of this process hears. */
class NotifySocketTest {

    @TempDir
    private Path directory;

    @Test
    void itHearsAllLinesInOneMessage() {
        Path socket = directory.resolve("notify");
        try (Caller caller = Caller.ofThisThread()) {
            Datagrams datagrams = new Datagrams(caller);
            int descriptor = datagrams.open(socket.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(descriptor).isPositive();
            NotifySocket manager = NotifySocket.of(Map.of("NOTIFY_SOCKET", socket.toString()));
            assertThat(manager.isThere()).isTrue();

            manager.tell("READY=1", "STATUS=3 programs");

            int length = datagrams.receive(descriptor);
            assertThat(length).isPositive();
            assertThat(new String(datagrams.bytes(), StandardCharsets.UTF_8)).isEqualTo("READY=1\nSTATUS=3 programs");
            assertThat(datagrams.pid()).isEqualTo((int) ProcessHandle.current().pid());
        }
    }

    @Test
    void whereNobodyListensNothingHappens() {
        assertThatCode(() -> NotifySocket.of(Map.of("NOTIFY_SOCKET", directory + "/nobody"))
                        .tell("READY=1"))
                .doesNotThrowAnyException();
        assertThatCode(() -> NotifySocket.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200)))
                        .tell("READY=1"))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutTheVariableThereIsNone() {
        assertThat(NotifySocket.of(Map.of()).isThere()).isFalse();
        assertThat(NotifySocket.of(Map.of("NOTIFY_SOCKET", "vsock:2:1234")).isThere())
                .isFalse();
    }
}
