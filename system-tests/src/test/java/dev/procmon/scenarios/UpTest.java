// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmon up} with real children. */
class UpTest {

    private static final String QUICK = "backoff = { min = \"200ms\", max = \"800ms\", jitter = 0 }\n";

    @TempDir
    private Path directory;

    @Test
    void aCrashLoopIsSlowedDownToTheCapAndGoesOn() {
        try (RunningProcmon procmon = up("command = [\"false\"]\n" + QUICK)) {
            assertThat(IntStream.rangeClosed(1, 5)
                            .mapToObj(n -> procmon.awaitLines(n, "p +\\* exited with 1.*; restarting in (\\S+)")
                                    .group(1)))
                    .containsExactly("200ms", "400ms", "800ms", "800ms", "800ms");
        }
    }

    @Test
    void whoIgnoresTermIsKilledAfterTheGracePeriodAndNobodyIsLeft() {
        try (RunningProcmon procmon =
                up(shell("trap '' TERM; echo ready; while :; do sleep 0.1; done") + "stop = { grace = \"300ms\" }\n")) {
            procmon.awaitLine("p +\\| ready");
            assertThat(procmon.stop()).isZero();

            procmon.awaitLine("p +\\* did not end within 300ms of TERM, killing");
            procmon.awaitLine("p +\\* stopped: killed by KILL.*");
            assertThat(RunningProcmon.processesWith(directory.toString())).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "B22: the process group is signalled, and who outlives his leader in it is killed after the grace period")
    void whoOutlivesHisLeaderInTheGroupIsKilledAfterTheGracePeriod() {
        try (RunningProcmon procmon =
                up(shell("(trap '' TERM; echo ready; exec sleep 4711) & wait") + "stop = { grace = \"300ms\" }\n")) {
            procmon.awaitLine("p +\\| ready");
            assertThat(procmon.stop()).isZero();

            procmon.awaitLine("p +\\* did not end within 300ms of TERM, killing");
            assertThat(RunningProcmon.processesWith("sleep\u00004711")).isEmpty();
        }
    }

    @Test
    void whoEndsInHisOwnTimeAfterHisLeaderIsWaitedFor() {
        try (RunningProcmon procmon = up(
                shell("(trap 'sleep 0.3; echo done; exit 0' TERM; echo ready; while :; do sleep 0.05; done) & wait"))) {
            procmon.awaitLine("p +\\| ready");
            assertThat(procmon.stop()).isZero();

            procmon.awaitLine("p +\\| done");
            assertThat(procmon.printed()).noneMatch(line -> line.contains("killing"));
        }
    }

    @Test
    void anEndBySignalIsToldApartFromAnExitCode() {
        try (RunningProcmon procmon = up(shell("kill -KILL $$") + QUICK)) {
            procmon.awaitLine("p +\\* killed by KILL.*");
        }
        try (RunningProcmon procmon = up(shell("exit 137") + QUICK)) {
            procmon.awaitLine("p +\\* exited with 137.*");
        }
    }

    @Test
    void aKilledChildIsStartedAgain() {
        try (RunningProcmon procmon = up("command = [\"sleep\", \"1000\"]\n" + QUICK)) {
            String pid = procmon.awaitLine("p +\\* started, pid (\\d+)").group(1);
            RunningProcmon.kill("KILL", pid);

            procmon.awaitLine("p +\\* killed by KILL.*");
            String next = procmon.awaitLines(2, "p +\\* started, pid (\\d+)").group(1);
            assertThat(next).isNotEqualTo(pid);
        }
    }

    @Test
    void aLineOfAMebibyteArrivesWhole() {
        try (RunningProcmon procmon =
                up(shell("head -c 1048576 /dev/zero | tr '\\\\0' x; echo; echo after") + "restart = \"never\"\n")) {
            procmon.awaitLine("p +\\| after");
            assertThat(procmon.awaitExit()).isZero();

            long length = procmon.printed().stream()
                    .filter(line -> line.contains("xxx"))
                    .mapToLong(line -> line.chars().filter(c -> c == 'x').count())
                    .sum();
            assertThat(length).isEqualTo(1_048_576);
        }
    }

    @Test
    @DisplayName("B24: control characters of a child reach no terminal and forge no line")
    void controlCharactersAreShownAndNotObeyed() {
        try (RunningProcmon procmon =
                up(shell("printf '\\\\033[2Jgone\\\\rforged\\\\000\\\\n'") + "restart = \"never\"\n")) {
            assertThat(procmon.awaitExit()).isZero();

            assertThat(procmon.printed()).noneMatch(line -> line.chars().anyMatch(c -> c < ' ' || c == 0x7F));
            procmon.awaitLine("p +\\| \\\\x1b\\[2Jgone\\\\rforged\\\\x00|p +\\| .*gone.*forged.*");
        }
    }

    @Test
    void anUnfinishedLastLineAndInvalidUtf8AreShownAndComeBeforeTheExit() {
        try (RunningProcmon procmon = up(shell("printf '\\\\377hello\\\\nlast words'") + "restart = \"never\"\n")) {
            assertThat(procmon.awaitExit()).isZero();

            assertThat(procmon.printed().stream()
                            .filter(line -> line.startsWith("p "))
                            .map(line -> line.replaceFirst("p +", "")))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("* started"),
                            line -> assertThat(line).isEqualTo("| b'\\xffhello'"),
                            line -> assertThat(line).isEqualTo("| last words"),
                            line -> assertThat(line).startsWith("* exited with 0"));
        }
    }

    @Test
    void aRestartDoesNotWaitForAGrandchildThatKeepsTheOutputOpen() {
        try (RunningProcmon procmon = up(shell("setsid sleep 20 & exit 1") + QUICK)) {
            procmon.awaitLines(3, "p +\\* started, pid (\\d+)");
        }
        RunningProcmon.processesWith("sleep\u000020").forEach(pid -> RunningProcmon.kill("KILL", pid.toString()));
    }

    @Test
    void threeHundredChildrenNeedNoThreadsAndLeaveNoDescriptor() {
        String three = IntStream.range(0, 3).mapToObj(UpTest::sleeper).collect(Collectors.joining());
        String many = IntStream.range(0, 300).mapToObj(UpTest::sleeper).collect(Collectors.joining());
        long fewThreads;
        try (RunningProcmon procmon = RunningProcmon.up(directory, three)) {
            procmon.awaitLines(3, ".*started, pid (\\d+)");
            fewThreads = procmon.threads();
        }
        try (RunningProcmon procmon = RunningProcmon.up(directory, many)) {
            procmon.awaitLines(300, ".*started, pid (\\d+)");
            assertThat(procmon.threads()).isLessThanOrEqualTo(fewThreads + 1);
            List<String> pids = procmon.printed().stream()
                    .map(line -> line.replaceFirst(".*started, pid ", ""))
                    .toList();
            // The first death may open a jar, which stays open.
            RunningProcmon.kill("KILL", pids.getFirst());
            procmon.awaitLines(301, ".*started, pid (\\d+)");
            long before = procmon.descriptors();

            pids.subList(1, 51).forEach(pid -> RunningProcmon.kill("KILL", pid));
            procmon.awaitLines(351, ".*started, pid (\\d+)");
            await().until(() -> procmon.descriptors() <= before);
            assertThat(procmon.stop()).isZero();
        }
    }

    @Test
    @DisplayName("B25: a file that cannot be executed is a failed spawn, told by its error, and no exit")
    void aSpawnThatFailsIsToldByItsErrorAndTriedAgain() throws IOException {
        Path notExecutable = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
        String config = program("nope", "command = [\"no-such-command-anywhere\"]\n" + QUICK)
                + program("plain", "command = [\"" + notExecutable + "\"]\n" + QUICK)
                + program("lost", "command = [\"true\"]\ncwd = \"/no/such/directory\"\n" + QUICK)
                + program("who", "command = [\"true\"]\nuser = \"nobody-knows-this-user\"\n" + QUICK);
        try (RunningProcmon procmon = RunningProcmon.up(directory, config)) {
            procmon.awaitLines(
                    2, "nope +\\* cannot be spawned: ENOENT \\(.*no-such-command-anywhere.*\\); restarting in .*");
            procmon.awaitLine("plain +\\* cannot be spawned: EACCES \\(.*plain.*\\); restarting in .*");
            procmon.awaitLine(
                    "lost +\\* cannot be spawned: ENOENT \\(.*directory.*/no/such/directory.*\\); restarting in .*");
            procmon.awaitLine("who +\\* cannot be spawned: \\w+ \\(.*nobody-knows-this-user.*\\); restarting in .*");
        }
    }

    @Test
    void anotherUserNeedsRoot() throws IOException {
        assumeTrue(
                Files.getOwner(Path.of("/proc/self")).getName().equals("root"), "only root can become somebody else");
        Path dist = Path.of(System.getenv("PROCMON_DIST"));
        Files.writeString(
                directory.resolve("procmon.toml"), program("p", "command = [\"true\"]\nuser = \"root\"\n" + QUICK));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeTrue(canRead(nobody, dist), "nobody cannot read the distribution here");
        try (RunningProcmon procmon = RunningProcmon.startBy(
                Path.of("/"),
                nobody,
                "up",
                "-f",
                directory.resolve("procmon.toml").toString())) {
            procmon.awaitLine("p +\\* cannot be spawned: EPERM \\(.*root.*\\); restarting in .*");
        }
    }

    @Test
    void aChildHasNoDescriptorOfOursAndCleanSignals() {
        try (RunningProcmon procmon =
                up(shell("ls -l /proc/self/fd | grep -c -- '->'; grep -E 'SigBlk|SigIgn' /proc/self/status")
                        + "restart = \"never\"\n")) {
            assertThat(procmon.awaitExit()).isZero();
            // Three, and the one by which ls reads the directory.
            procmon.awaitLine("p +\\| 4");
            procmon.awaitLine("p +\\| SigBlk:\\s+0+");
            procmon.awaitLine("p +\\| SigIgn:\\s+0+");
        }
    }

    @Test
    void ctrlCDoesNotReachChildrenASecondTime() {
        try (RunningProcmon procmon = upInOwnGroup(
                shell(
                        "trap 'echo got INT' INT; trap 'echo got TERM; exit 0' TERM; echo ready; while :; do sleep 0.05; done"))) {
            procmon.awaitLine("p +\\| ready");
            procmon.signalGroup("INT");

            assertThat(procmon.awaitExit()).isZero();
            assertThat(procmon.printed()).noneMatch(line -> line.contains("got INT"));
            procmon.awaitLine("p +\\| got TERM");
        }
    }

    @Test
    void aSecondCtrlCKills() {
        try (RunningProcmon procmon =
                up(shell("trap '' TERM; echo ready; while :; do sleep 0.1; done") + "stop = { grace = \"1h\" }\n")) {
            procmon.awaitLine("p +\\| ready");
            procmon.signal("INT");
            procmon.awaitLine(".*Ctrl-C again to kill.*");
            procmon.signal("INT");

            assertThat(procmon.awaitExit()).isNotEqualTo(139);
            procmon.awaitLine("p +\\* stopped: killed by KILL.*");
        }
    }

    @Test
    void everyEventIsAJsonObjectWhereAskedFor() throws IOException {
        Files.writeString(
                directory.resolve("procmon.toml"), program("p", shell("echo hello; exit 3") + "restart = \"never\"\n"));
        try (RunningProcmon procmon = RunningProcmon.start(directory, "up", "--json")) {
            assertThat(procmon.awaitExit()).isEqualTo(1);
            assertThat(procmon.printed()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            procmon.awaitLine(".*\"text\":\"hello\".*");
        }
    }

    private RunningProcmon up(String body) {
        return RunningProcmon.up(directory, program("p", body));
    }

    private RunningProcmon upInOwnGroup(String body) {
        try {
            Files.writeString(directory.resolve("procmon.toml"), program("p", body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RunningProcmon.startBy(directory, List.of("setsid"), "up");
    }

    private static String program(String name, String body) {
        return "[program." + name + "]\n" + body + "\n";
    }

    private static String sleeper(int number) {
        return program("p" + number, "command = [\"sleep\", \"1000\"]\n" + QUICK);
    }

    private static String shell(String script) {
        return "command = [\"sh\", \"-c\", \"" + script.replace("\"", "\\\"") + "\"]\n";
    }

    private static boolean canRead(List<String> prefix, Path dist) {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of("test", "-r", dist.resolve("lib").toString()));
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
