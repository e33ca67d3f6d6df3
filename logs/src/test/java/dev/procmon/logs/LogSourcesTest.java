// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourcesTest {
    @TempDir
    Path directory;

    @Test
    void areReadAsTheyWereWritten() throws IOException {
        List<LogSource> sources = List.of(
                new LogSource("web:0", Path.of("/var/log/a \"b\"\\\u00e9.log"), LogFormat.LINES, Optional.empty()),
                new LogSource("db", Path.of("/var/log/db.err"), LogFormat.RAW, Optional.of("stderr")));
        Path file = directory.resolve("log-sources.json");
        LogSources.write(file, sources);
        assertThat(LogSources.read(file)).isEqualTo(new LogSources(sources, Optional.empty()));
        LogSources.write(file, List.of());
        assertThat(LogSources.read(file)).isEqualTo(new LogSources(List.of(), Optional.empty()));
        assertThat(directory).isDirectoryNotContaining(each -> !each.equals(file));
    }

    @Test
    void fileThatIsNotThereHasNone() {
        assertThat(LogSources.read(directory.resolve("none"))).isEqualTo(new LogSources(List.of(), Optional.empty()));
    }

    @Test
    void damagedFileHasNoneAndSaysSo() throws IOException {
        Path file = directory.resolve("log-sources.json");
        LogSources.write(
                file, List.of(new LogSource("web", Path.of("/var/log/web.log"), LogFormat.JSON, Optional.empty())));
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length() - 2; length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(LogSources.read(file).sources()).isEmpty();
            assertThat(LogSources.read(file).problem()).contains(file + " is damaged, ignoring it");
        }
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws IOException {
        Path file = directory.resolve("log-sources.json");
        Files.writeString(
                file,
                "{\"new\":{\"a\":[1]},\"sources\":[{\"more\":[{}],\"program\":\"web\",\"file\":\"/w\",\"format\":\"raw\"}]}");
        assertThat(LogSources.read(file).sources())
                .containsExactly(new LogSource("web", Path.of("/w"), LogFormat.RAW, Optional.empty()));
    }
}
