// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.procmon.core.program.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MonitorSnapshotTest {

    private static final MonitorSnapshot FULL = new MonitorSnapshot(List.of(
            Registration.of("plain", List.of("bin/server")),
            new Registration(
                    "über 😀",
                    List.of("/bin/sh", "-c", "", "a\nb"),
                    OptionalLong.of(0),
                    OptionalLong.of(4_294_967_294L),
                    Environment.of(ordered("Z", "1", "A", "", "B", "ü")),
                    Optional.of("/srv")),
            new Registration(
                    "",
                    List.of("x"),
                    OptionalLong.of(33),
                    OptionalLong.empty(),
                    Environment.inheritedWith(Map.of("A", "=")),
                    Optional.of(""))));

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        MonitorSnapshot back = read(written(FULL));
        assertThat(back).isEqualTo(FULL);
        assertThat(back.processes().get(1).env().variables().keySet()).containsExactly("Z", "A", "B");
    }

    @Test
    void aSnapshotWithoutProcessesIsReadBack() throws IOException {
        MonitorSnapshot empty = new MonitorSnapshot(List.of());
        assertThat(read(written(empty))).isEqualTo(empty);
    }

    @Test
    void theFormatOfVersionOneDoesNotChange() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("prmn");
        out.writeInt(1);
        out.writeInt(1);
        out.writeInt(3);
        out.writeBytes("web");
        out.writeInt(1);
        out.writeInt(1);
        out.writeBytes("x");
        out.writeLong(33);
        out.writeLong(-1);
        out.writeBoolean(true);
        out.writeInt(1);
        out.writeInt(1);
        out.writeBytes("A");
        out.writeInt(1);
        out.writeBytes("b");
        out.writeBoolean(true);
        out.writeInt(4);
        out.writeBytes("/srv");
        MonitorSnapshot snapshot = new MonitorSnapshot(List.of(new Registration(
                "web",
                List.of("x"),
                OptionalLong.of(33),
                OptionalLong.empty(),
                Environment.inheritedWith(Map.of("A", "b")),
                Optional.of("/srv"))));
        assertThat(written(snapshot)).isEqualTo(bytes.toByteArray());
    }

    @Test
    void theStreamIsLeftBehindTheSnapshot() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FULL.writeTo(bytes);
        bytes.write('!');
        ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
        MonitorSnapshot.readFrom(in);
        assertThat(in.read()).isEqualTo('!');
    }

    @Test
    void everySnapshotThatIsCutShortIsRefused() throws IOException {
        byte[] whole = written(FULL);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIOException().as("%d bytes", length).isThrownBy(() -> read(cut));
        }
    }

    @Test
    void somethingElseIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> read("something else".getBytes(StandardCharsets.US_ASCII)))
                .withMessage("this is no snapshot of a process monitor");
    }

    @Test
    void aLaterVersionIsRefusedByName() throws IOException {
        byte[] bytes = written(FULL);
        bytes[7] = 2;
        assertThatIOException().isThrownBy(() -> read(bytes)).withMessage("snapshot of version 2, expected 1");
    }

    @Test
    void aDamagedSnapshotIsReadAsSomethingElseOrRefusedWithAnIoException() throws IOException {
        long seed = 20_260_101;
        Random random = new Random(seed);
        byte[] whole = written(FULL);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = damaged(whole, random);
            try {
                assertThat(written(read(damaged))).isNotEmpty();
            } catch (IOException expected) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("snapshot " + i + " of seed " + seed, e);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void theListIsCopied() {
        List<Registration> processes = new ArrayList<>(FULL.processes());
        MonitorSnapshot snapshot = new MonitorSnapshot(processes);
        processes.clear();
        assertThat(snapshot).isEqualTo(FULL);
    }

    /** Bits flipped, bytes replaced, a part left out or repeated; the head mostly stays, or nothing else would be tried. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int from = random.nextInt(10) == 0 ? 0 : 12;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = from + random.nextInt(bytes.length - from);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> System.arraycopy(whole, at, bytes, from, Math.min(whole.length - at, bytes.length - from));
                default -> System.arraycopy(bytes, from, bytes, at, bytes.length - at);
            }
        }
        return bytes;
    }

    private static byte[] written(MonitorSnapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static MonitorSnapshot read(byte[] bytes) throws IOException {
        return MonitorSnapshot.readFrom(new ByteArrayInputStream(bytes));
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
