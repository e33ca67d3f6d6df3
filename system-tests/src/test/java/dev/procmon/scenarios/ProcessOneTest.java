// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Procmon as process 1 of a namespace of pids, as it is in a container. */
class ProcessOneTest {

    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path ARGUMENTS = Path.of(
            Objects.requireNonNull(System.getProperty("procmon.home")), "app", "target", "dist", "procmon.args");

    @TempDir
    private Path directory;

    @BeforeEach
    void thereAreNamespaces() throws IOException, InterruptedException {
        Process probe = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start();
        assumeTrue(probe.waitFor() == 0, "this host lets no namespace of pids be made");
    }

    @Test
    void itEndsWithTheExitCodeOfTheMainProgramAndTakesTheOthersWithIt() {
        config("""
                [supervisor]
                exit-with = "app"
                [program.app]
                command = ["sh", "-c", "echo pid $PPID is mine; exit 3"]
                restart = "never"
                [program.helper]
                command = ["sleep", "4821"]
                """);
        try (RunningProcmon procmon = RunningProcmon.startBy(directory, NAMESPACE, "up")) {
            procmon.awaitLine("app +\\| pid 1 is mine");
            assertThat(procmon.awaitExit()).isEqualTo(3);
            assertThat(RunningProcmon.processesWith("sleep\u00004821")).isEmpty();
        }
    }

    @Test
    void aSignalThatEndsTheMainProgramIsTold() {
        config("""
                [supervisor]
                exit-with = "app"
                [program.app]
                command = ["sh", "-c", "kill -KILL $$"]
                restart = "never"
                """);
        try (RunningProcmon procmon = RunningProcmon.startBy(directory, NAMESPACE, "up")) {
            assertThat(procmon.awaitExit()).isEqualTo(128 + 9);
        }
    }

    @Test
    void itReapsWhomNobodyWaitsFor() {
        config("""
                [program.app]
                command = ["sh", "-c", "(setsid sh -c 'sleep 0.1' &); echo left; exec sleep 4822"]
                """);
        try (RunningProcmon procmon = RunningProcmon.startBy(directory, NAMESPACE, "up")) {
            procmon.awaitLine("app +\\| left");
            long one = childOf(procmon.pid());
            // Programs are children of another thread: what its first one has was adopted.
            await().atMost(PATIENCE).until(() -> children(one).isEmpty());
            RunningProcmon.kill("TERM", Long.toString(one));
            assertThat(procmon.awaitExit()).isZero();
        }
    }

    @Test
    void itForwardsSignalsToItsPrograms() {
        config("""
                [program.app]
                command = ["sh", "-c", "trap 'echo got USR1' USR1; echo ready; while :; do sleep 0.05; done"]
                """);
        try (RunningProcmon procmon = RunningProcmon.startBy(directory, NAMESPACE, "up")) {
            procmon.awaitLine("app +\\| ready");
            long one = childOf(procmon.pid());
            RunningProcmon.kill("USR1", Long.toString(one));
            procmon.awaitLine("app +\\| got USR1");
            RunningProcmon.kill("TERM", Long.toString(one));
            assertThat(procmon.awaitExit()).isZero();
        }
    }

    @Test
    void itNeedsNoShell() throws IOException {
        config("[program.app]\ncommand = [\"sleep\", \"0\"]\nrestart = \"never\"\n");
        String java = Files.readAllLines(ARGUMENTS.resolveSibling("java-home")).get(1) + "/bin/java";
        Process process = new ProcessBuilder(command(java, "@" + ARGUMENTS, "up"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).contains("the program has ended with success");
    }

    private static List<String> command(String... command) {
        List<String> whole = new ArrayList<>(NAMESPACE);
        whole.addAll(List.of(command));
        return whole;
    }

    private void config(String text) {
        try {
            Files.writeString(directory.resolve("procmon.toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long childOf(long pid) {
        List<Long> children = children(pid);
        assertThat(children).hasSize(1);
        return children.getFirst();
    }

    /** All children of a process, those that are ended and not reaped too. */
    private static List<Long> children(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
            return text.isBlank()
                    ? List.of()
                    : List.of(text.trim().split(" ")).stream()
                            .map(Long::parseLong)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
