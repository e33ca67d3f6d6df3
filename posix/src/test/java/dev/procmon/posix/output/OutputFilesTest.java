// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutputFilesTest {

    private final OutputFiles files = new OutputFiles();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void aMissingFileIsMadeWithItsDirectories() throws Exception {
        Path path = directory.resolve("a/b/web.log");

        files.open(path).close();

        assertThat(path).isEmptyFile();
        assertThat(permissions(path)).isEqualTo("rw-r-----");
        assertThat(permissions(path.getParent())).isEqualTo("rwxr-x---");
        assertThat(permissions(directory.resolve("a"))).isEqualTo("rwxr-x---");
    }

    @Test
    void whatIsWrittenStandsBehindWhatWasThere() throws Exception {
        Path path = Files.writeString(directory.resolve("web.log"), "before\n");

        try (OutputFile file = files.open(path)) {
            assertThat(file.size()).isEqualTo(7);
            ByteBuffer bytes = direct("xafterx");
            bytes.position(1).limit(6);

            assertThat(file.write(bytes)).isEqualTo(5);

            assertThat(bytes.position()).isEqualTo(6);
            assertThat(file.size()).isEqualTo(12);
            assertThat(path).hasContent("before\nafter");
        }
    }

    @Test
    void nothingIsWrittenOfAnEmptyBuffer() {
        try (OutputFile file = files.open(directory.resolve("web.log"))) {
            assertThat(file.write(direct(""))).isZero();
        }
    }

    @Test
    void aFileOfAnyModeIsTakenThatMayBeWritten() throws Exception {
        Path path = Files.writeString(directory.resolve("web.log"), "x");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("-w-------"));

        try (OutputFile file = files.open(path)) {
            assertThat(file.write(direct("y"))).isEqualTo(1);
            assertThat(permissions(path)).isEqualTo("-w-------");
        }
    }

    @Test
    void aWriteGoesToTheEndAlsoWhereTheFileWasCutOrWrittenToByOthers() throws Exception {
        Path path = directory.resolve("web.log");
        try (OutputFile file = files.open(path)) {
            file.write(direct("before"));
            Files.writeString(path, "x");

            file.write(direct("after"));
            assertThat(path).hasContent("xafter");

            Files.writeString(path, "y", StandardOpenOption.APPEND);
            file.write(direct("z"));
            assertThat(path).hasContent("xafteryz");
        }
    }

    @Test
    void aLookAtTheFileTellsItsSizeAfterSomebodyHasCutIt() throws Exception {
        Path path = directory.resolve("web.log");
        try (OutputFile file = files.open(path)) {
            file.write(direct("before"));
            Files.writeString(path, "x");
            assertThat(file.size()).isEqualTo(6);

            assertThat(file.refresh()).isZero();

            assertThat(file.size()).isEqualTo(1);
        }
    }

    @Test
    void aFileHasANameUntilItIsDeleted() throws Exception {
        Path path = directory.resolve("web.log");
        Path moved = directory.resolve("web.log.1");
        try (OutputFile file = files.open(path)) {
            assertThat(file.hasName()).isTrue();

            Files.move(path, moved);
            assertThat(file.isUnder(path)).isFalse();
            assertThat(file.hasName()).isTrue();

            Files.delete(moved);
            assertThat(file.hasName()).isFalse();
        }
    }

    @Test
    void theDescriptorStandsAtTheEnd() throws Exception {
        Path path = directory.resolve("web.log");
        try (OutputFile file = files.open(path)) {
            file.write(direct("before"));
            Files.writeString(path, "x");

            int descriptor = file.descriptor();

            try (RandomAccessFile same = new RandomAccessFile("/proc/self/fdinfo/" + descriptor, "r")) {
                assertThat(same.readLine()).isEqualTo("pos:\t1");
            }
            file.moved(5);
            assertThat(file.size()).isEqualTo(11);
        }
    }

    @Test
    void aFileIsUnderItsPathUntilItIsRenamedOrReplacedOrDeleted() throws Exception {
        Path path = directory.resolve("web.log");
        Path other = directory.resolve("web.log.1");
        try (OutputFile file = files.open(path)) {
            assertThat(file.isUnder(path)).isTrue();

            Files.move(path, other);
            assertThat(file.isUnder(path)).isFalse();
            assertThat(file.isUnder(other)).isTrue();

            Files.writeString(path, "");
            assertThat(file.isUnder(path)).isFalse();

            Files.delete(path);
            Files.createSymbolicLink(path, other);
            assertThat(file.isUnder(path)).isFalse();

            Files.delete(other);
            assertThat(file.isUnder(other)).isFalse();
        }
    }

    @Test
    void aCutFileGoesOnAtItsNewEnd() throws Exception {
        Path path = directory.resolve("web.log");
        try (OutputFile file = files.open(path)) {
            file.write(direct("one\ntwo"));

            assertThat(file.truncate(4)).isZero();

            assertThat(file.size()).isEqualTo(4);
            assertThat(file.lastByte()).isEqualTo('\n');
            file.write(direct("three"));
            assertThat(path).hasContent("one\nthree");
        }
    }

    @Test
    void theLastByteIsThatOfTheFile() throws Exception {
        Path path = directory.resolve("web.log");
        try (OutputFile file = files.open(path)) {
            assertThat(file.lastByte()).isEqualTo(-1);
            Files.write(path, new byte[] {'x', (byte) 0xFF});
            file.refresh();
            assertThat(file.lastByte()).isEqualTo(0xFF);
        }
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws Exception {
        Path path = Files.createSymbolicLink(directory.resolve("web.log"), directory.resolve("target"));

        OutputFileException refused = refused(path);

        assertThat(refused).hasMessage("a symbolic link, which is not followed");
        assertThat(refused.errno()).isEqualTo(40);
        assertThat(directory.resolve("target")).doesNotExist();
    }

    @Test
    void aFifoIsRefusedWithoutWaitingForItsReader() throws Exception {
        Path path = directory.resolve("fifo");
        assertThat(run("mkfifo", path.toString())).isTrue();

        assertThat(refused(path)).hasMessage("not a regular file");
    }

    @Test
    void aSocketIsRefused() throws Exception {
        Path path = directory.resolve("socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));

            assertThat(refused(path)).hasMessage("not a regular file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/dev", "/"})
    void devicesAndDirectoriesAreRefused(String path) {
        assertThat(refused(Path.of(path))).hasMessage("not a regular file");
    }

    @Test
    void whatIsInTheWayIsNamed() throws Exception {
        Path path = Files.writeString(directory.resolve("web.log"), "").resolve("x/y.log");

        OutputFileException refused = refused(path);

        assertThat(refused).hasMessage("ENOTDIR (not a directory)");
        assertThat(refused.errno()).isEqualTo(20);
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        assertThat(refused(Path.of("/" + "x".repeat(5000)))).hasMessage("ENAMETOOLONG (file name too long)");
    }

    @Test
    void whereThereIsRoomForAPartItIsWrittenAndThenTheErrorIsReturned() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()), "needs to mount (root)");
        try (OutputFile file = files.open(small.resolve("web.log"))) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(100_000);

            int written = file.write(bytes);

            assertThat(written).isEqualTo(64 << 10);
            assertThat(bytes.position()).isEqualTo(written);
            int result = file.write(bytes);
            assertThat(OutputFiles.describe(-result)).isEqualTo("ENOSPC (no space left on device)");
            assertThat(bytes.position()).isEqualTo(written);
            assertThat(file.size()).isEqualTo(written);
        } finally {
            run("umount", small.toString());
        }
    }

    @Test
    void aClosedFileTakesNothing() {
        OutputFile file = files.open(directory.resolve("web.log"));
        file.close();

        assertThat(file.write(direct("x"))).isEqualTo(-9);
        file.close();
    }

    @Test
    void aBufferThatIsNotDirectIsAMistake() {
        try (OutputFile file = files.open(directory.resolve("web.log"))) {
            ByteBuffer bytes = ByteBuffer.allocate(1);

            assertThatThrownBy(() -> file.write(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void errorsAreSaidByNameAndInWords() {
        assertThat(OutputFiles.describe(28)).isEqualTo("ENOSPC (no space left on device)");
        assertThat(OutputFiles.describe(5)).isEqualTo("EIO (input/output error)");
        assertThat(OutputFiles.describe(41)).isEqualTo("41");
    }

    private OutputFileException refused(Path path) {
        return catchThrowableOfType(OutputFileException.class, () -> files.open(path));
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() == 0;
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
