// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each reason why there is no process is told by the name of its error, and says what is wrong with what. */
class SpawnFailureTest {

    private final PosixWorld world = new PosixWorld();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aCommandThatIsNowhereInThePath() {
        Program program = Program.of("p", "nope").withEnvironment(Environment.of(Map.of("PATH", "/usr/bin:/bin")));

        assertFailure(program, "ENOENT", "no such command: nope (looked for in PATH: /usr/bin:/bin)");
    }

    @Test
    void aFileThatIsNotThere() {
        assertFailure(Program.of("p", "/nope/tool"), "ENOENT", "no such file: /nope/tool");
    }

    @Test
    void anEmptyCommand() {
        assertFailure(Program.of("p", ""), "ENOENT", "the command is an empty string");
    }

    @Test
    void aRelativePathNamesTheDirectoryItBeginsAt() {
        assertFailure(
                Program.of("p", "bin/nope").withDirectory("/usr"),
                "ENOENT",
                "no such file: bin/nope (from the working directory /usr)");
    }

    @Test
    void aPathThroughAFile() {
        assertFailure(
                Program.of("p", "/etc/passwd/tool"),
                "ENOTDIR",
                "a part of the path is not a directory: /etc/passwd/tool");
    }

    @Test
    void aDirectory() {
        assertFailure(Program.of("p", "/usr"), "EACCES", "is a directory: /usr");
    }

    @Test
    void aFileThatMayNotBeExecuted() throws Exception {
        Path file = Files.writeString(directory.resolve("data"), "x");

        assertFailure(Program.of("p", file.toString()), "EACCES", "may not be executed: " + file);
    }

    @Test
    void aCommandInThePathThatMayNotBeExecuted() throws Exception {
        Files.writeString(directory.resolve("data"), "x");
        Program program = Program.of("p", "data").withEnvironment(Environment.of(Map.of("PATH", directory.toString())));

        assertFailure(
                program, "EACCES", "command is there, but may not be executed: data (in PATH: " + directory + ")");
    }

    @Test
    void aTextWithoutAFirstLineThatNamesAnInterpreter() throws Exception {
        Path file = executable("text", "echo hello\n");

        assertFailure(
                Program.of("p", file.toString()),
                "ENOEXEC",
                "is neither a program for this machine nor a script that begins with #!: " + file);
    }

    @Test
    void aScriptWhoseInterpreterIsMissing() throws Exception {
        Path file = executable("script", "#! /usr/bin/pythn -u\n");

        assertFailure(
                Program.of("p", file.toString()),
                "ENOENT",
                "no such interpreter: /usr/bin/pythn, which the first line of " + file + " names");
    }

    @Test
    void aBinaryForAnotherMachine() throws Exception {
        byte[] binary = Files.readAllBytes(Path.of("/bin/true"));
        binary[18] = 2; // SPARC
        Path file = executable("binary", "");
        Files.write(file, binary);

        assertFailure(Program.of("p", file.toString()), "ENOEXEC", "is a program for another kind of machine: " + file);
    }

    @Test
    void aBinaryWhoseLoaderIsMissing() throws Exception {
        String binary = Files.readString(Path.of("/bin/true"), StandardCharsets.ISO_8859_1);
        Path file = executable("binary", "");
        Files.writeString(file, binary.replaceFirst("/ld-linux", "/ld-nowhr"), StandardCharsets.ISO_8859_1);

        SpawnFailure failure = failure(Program.of("p", file.toString()));

        assertThat(failure.errno()).isEqualTo("ENOENT");
        assertThat(failure.detail()).startsWith("no such loader: /").endsWith("which the program needs: " + file);
    }

    @Test
    void aWorkingDirectoryThatIsNotThere() {
        assertFailure(Program.of("p", "true").withDirectory("/nope"), "ENOENT", "no such working directory: /nope");
    }

    @Test
    void aWorkingDirectoryThatIsAFile() {
        assertFailure(
                Program.of("p", "true").withDirectory("/etc/passwd"),
                "ENOTDIR",
                "the working directory is not a directory: /etc/passwd");
    }

    @Test
    void anEmptyWorkingDirectory() {
        assertFailure(Program.of("p", "true").withDirectory(""), "ENOENT", "no such working directory: ");
    }

    @Test
    void argumentsThatAreTooLong() {
        SpawnFailure failure = failure(Program.of("p", "true", "x".repeat(1 << 20)));

        assertThat(failure.errno()).isEqualTo("E2BIG");
        assertThat(failure.detail()).startsWith("arguments and environment are too long for the kernel: 10");
    }

    @Test
    void aPathThatIsTooLong() {
        String path = "/" + "x".repeat(5000);

        assertFailure(Program.of("p", path), "ENAMETOOLONG", "the path is too long: " + path);
    }

    private Path executable(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private SpawnFailure failure(Program program) {
        return (SpawnFailure) world.spawn(program).ending();
    }

    private void assertFailure(Program program, String errno, String detail) {
        assertThat(failure(program)).isEqualTo(new SpawnFailure(errno, detail));
    }
}
