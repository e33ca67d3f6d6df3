// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.api.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {

    private static final String SECRET = "0123456789abcdef";

    @TempDir
    private Path directory;

    private final Troubles troubles = new Troubles();
    private Path file;
    private Tokens tokens;

    @BeforeEach
    void make() {
        file = directory.resolve("tokens");
        tokens = new Tokens(file, troubles);
    }

    private void write(String text, String permissions) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void eachTokenHasItsRole() throws IOException {
        write(
                "# comment\n\nview " + SECRET + "1\n  operate\t" + SECRET + "2  \nconfigure " + SECRET + "3",
                "rw-------");
        assertThat(tokens.roleOf(SECRET + "1")).contains(Role.VIEW);
        assertThat(tokens.roleOf(SECRET + "2")).contains(Role.OPERATE);
        assertThat(tokens.roleOf(SECRET + "3")).contains(Role.CONFIGURE);
        assertThat(tokens.roleOf(SECRET)).isEmpty();
        assertThat(tokens.roleOf("")).isEmpty();
        assertThat(troubles.all()).isEmpty();
    }

    @Test
    void aTokenOfTwoRolesHasTheHigher() throws IOException {
        write("operate " + SECRET + "\nview " + SECRET + "\n", "rw-------");
        assertThat(tokens.roleOf(SECRET)).contains(Role.OPERATE);
    }

    @Test
    void aChangeIsSeenAtOnce() throws IOException {
        write("view " + SECRET, "rw-------");
        assertThat(tokens.roleOf(SECRET)).contains(Role.VIEW);
        write("view another-" + SECRET, "rw-------");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(tokens.roleOf(SECRET)).isEmpty();
        assertThat(tokens.roleOf("another-" + SECRET)).contains(Role.VIEW);
    }

    @Test
    void aFileThatCannotBeUsedLetsNobodyInAndIsOneTroubleUntilItCan() throws IOException {
        write("view " + SECRET, "rw-------");
        assertThat(tokens.roleOf(SECRET)).contains(Role.VIEW);
        Files.delete(file);
        assertThat(tokens.roleOf(SECRET)).isEmpty();
        assertThat(tokens.roleOf(SECRET)).isEmpty();
        assertThat(troubles.all()).singleElement().asString().contains("cannot be used");
        write("no token", "rw-------");
        assertThat(tokens.roleOf(SECRET)).isEmpty();
        assertThat(troubles.all()).singleElement().asString().contains("line 1");
        write("view " + SECRET, "rw-------");
        assertThat(tokens.roleOf(SECRET)).contains(Role.VIEW);
        assertThat(troubles.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "view 0123456789abcdef, rw----r--, make it private",
        "view 0123456789abcdef, rw-----w-, make it private",
        "view short, rw-------, shorter than 16 characters",
        "root 0123456789abcdef, rw-------, begins with no role",
        "none 0123456789abcdef, rw-------, begins with no role",
        "0123456789abcdef, rw-------, is not: ROLE TOKEN",
        "view 0123456789abcdef more, rw-------, is not: ROLE TOKEN",
        "# nothing, rw-------, there is no token in it",
    })
    void aFileThatIsNotAsItShouldBeLetsNobodyIn(String text, String permissions, String trouble) throws IOException {
        write(text, permissions);
        assertThat(tokens.roleOf(SECRET)).isEmpty();
        assertThat(troubles.all()).singleElement().asString().contains(trouble).doesNotContain(SECRET);
    }
}
