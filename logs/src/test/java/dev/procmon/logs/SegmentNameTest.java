// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentNameTest {
    private static final long TIME = LineTime.parseCompact("20261201T030512.123456Z");

    @TempDir
    Path directory;

    @Test
    void isTheNameOfTheFileAndTheTimeItWasClosed() {
        Path file = directory.resolve("web.log");
        SegmentName name = SegmentName.of(file, TIME);
        assertThat(name.path()).isEqualTo(directory.resolve("web.log.20261201T030512.123456Z"));
        SegmentName packed = name.compressed(LogCompression.ZSTD);
        assertThat(packed.path()).isEqualTo(directory.resolve("web.log.20261201T030512.123456Z.zst"));
        assertThat(packed.compressed(LogCompression.NONE)).isEqualTo(name);
        assertThat(SegmentName.parse(file, packed.path())).contains(packed);
        assertThat(SegmentName.index(packed.path()))
                .isEqualTo(directory.resolve(".web.log.20261201T030512.123456Z.zst.index"));
        assertThat(SegmentName.index(file)).isEqualTo(directory.resolve(".web.log.index"));
    }

    @Test
    void onlyTheSegmentsOfThatFileAreListedInTheirOrder() throws IOException {
        Path file = directory.resolve("web.log");
        for (String each : new String[] {
            "web.log",
            "web.log.20261202T000000.000000Z",
            "web.log.20261201T000000.000000Z.gz",
            "web.log.20261201T000000.000000Z",
            "web.log.20261130T000000.000000Z.zst",
            "web.log.20261131T999999.000000Z",
            "web.log.1",
            "web.log.error.20261201T000000.000000Z",
            "web.log.20261201T000000.000000Z.tmp",
            ".web.log.20261201T000000.000000Z.gz.index"
        }) {
            Files.createFile(directory.resolve(each));
        }
        assertThat(SegmentName.list(file))
                .extracting(each -> each.path().getFileName().toString())
                .containsExactly(
                        "web.log.20261130T000000.000000Z.zst",
                        "web.log.20261201T000000.000000Z",
                        "web.log.20261201T000000.000000Z.gz",
                        "web.log.20261202T000000.000000Z");
    }

    @Test
    void directoryThatIsGoneHasNone() throws IOException {
        assertThat(SegmentName.list(directory.resolve("gone").resolve("web.log")))
                .isEmpty();
    }
}
