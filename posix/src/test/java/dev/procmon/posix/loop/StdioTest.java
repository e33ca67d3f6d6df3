// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Stdio;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the output of a process goes, as the process sees it. */
class StdioTest {

    private static final Identity NOBODY = Identity.of(Optional.of(Account.of("nobody")), Optional.empty());

    @TempDir
    private Path directory;

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void mergedStreamsAreOnePipe() throws Exception {
        List<String> links = links(Stdio.MERGED, Identity.OWN);

        assertThat(links.get(0)).startsWith("pipe:");
        assertThat(links.get(1)).isEqualTo(links.get(0));
    }

    @Test
    void discardedStreamsAreTheNullDevice() throws Exception {
        assertThat(links(Stdio.DISCARDED, Identity.OWN)).containsExactly("/dev/null", "/dev/null");
    }

    @Test
    void inheritedStreamsAreTheSupervisors() throws Exception {
        assertThat(links(Stdio.INHERITED, Identity.OWN))
                .containsExactly(
                        Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString(),
                        Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString());
    }

    @Test
    void theNullDeviceAndTheSupervisorsStreamsKeepTheirOwner() throws Exception {
        assumeRoot();
        Object before = Files.getAttribute(Path.of("/dev/null"), "unix:uid");
        Object ours = Files.getAttribute(Path.of("/proc/self/fd/1"), "unix:uid");

        links(Stdio.DISCARDED, NOBODY);
        links(Stdio.INHERITED, NOBODY);

        assertThat(Files.getAttribute(Path.of("/dev/null"), "unix:uid")).isEqualTo(before);
        assertThat(Files.getAttribute(Path.of("/proc/self/fd/1"), "unix:uid")).isEqualTo(ours);
    }

    @Test
    void noOtherDescriptorIsLeftToAProcess() {
        for (Stdio stdio : Stdio.values()) {
            // The last one is the directory that is listed.
            Observed process = world.run(PosixWorld.shell("ls /proc/self/fd > " + directory.resolve("open") + "; exit")
                    .withStdio(stdio));
            assertThat(process.ending()).isEqualTo(ExitStatus.exited(0));
            assertThat(directory.resolve("open")).hasContent("0\n1\n2\n3\n");
        }
    }

    @Test
    void aTerminalIsTheControllingOneAndHasASize() {
        Observed process = world.run(terminal("tty; stty size; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all;"
                + " ps -o tpgid= -p $$ | tr -d ' ' | grep -x $$ > /dev/null && echo foreground; echo self > /dev/tty"));

        assertThat(process.output()).matches("/dev/pts/\\d+\n24 80\nall\nforeground\nself\n");
    }

    @Test
    void aTerminalBelongsToTheUserOfTheProgram() {
        assumeRoot();
        Observed process = world.run(terminal("stat -c %U $(tty); echo opened > /dev/tty; echo > /dev/stdout")
                .withIdentity(NOBODY));

        assertThat(process.output()).isEqualTo("nobody\nopened\n\n");
    }

    @Test
    void aTerminalIsNeverStuckHoweverMuchIsWrittenToIt() {
        Observed process = world.run(terminal("head -c 3000000 /dev/zero | tr '\\0' x"));

        assertThat(process.output()).hasSize(3_000_000).matches("x+");
        assertThat(process.ending()).isEqualTo(ExitStatus.exited(0));
    }

    @Test
    void whoClosesItsTerminalLivesOnAndIsNotHungUp() {
        world.run(Program.of("p", "true"));
        long before = PosixWorld.descriptors();
        Observed process = world.spawn(terminal("echo bye; exec sleep 1000 < /dev/null > /dev/null 2>&1"));
        Observed.get(process.outputEnded);
        for (int i = 0; i < 5; i++) {
            world.run(Program.of("p", "true"));
        }

        assertThat(process.text(StdStream.STDOUT)).isEqualTo("bye\n");
        assertThat(process.ended).isNotDone();
        world.signal(process, Signal.TERM);
        assertThat(process.ending()).isEqualTo(ExitStatus.signaled(Signal.TERM));
        Awaitility.await().until(() -> PosixWorld.descriptors() == before);
    }

    @ParameterizedTest
    @EnumSource(Stdio.class)
    void noDescriptorIsLeftWhetherOrNotASpawnSucceeds(Stdio stdio) {
        long before = PosixWorld.descriptors();
        List<Observed> living = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            world.spawn(Program.of("p", "/nope").withStdio(stdio)).ending();
            world.spawn(Program.of("p", "true").withDirectory("/nope").withStdio(stdio))
                    .ending();
            world.run(Program.of("p", "true").withStdio(stdio));
            living.add(world.spawn(Program.of("p", "sleep", "1000").withStdio(stdio)));
        }
        living.forEach(Observed::pid);

        Awaitility.await().until(() -> PosixWorld.descriptors() - before == 10L * (1 + read(stdio)));
        living.forEach(process -> world.signal(process, Signal.KILL));
        living.forEach(Observed::output);
        Awaitility.await().until(() -> PosixWorld.descriptors() == before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stdio.class,
            names = {"MERGED", "INHERITED", "TERMINAL"})
    void whenDescriptorsRunOutNothingIsLeftOpen(Stdio stdio) throws Exception {
        world.run(Program.of("p", "true").withStdio(stdio));
        String hard = world.run(PosixWorld.shell("ulimit -Hn")).output().strip();
        List<FileInputStream> held = hold(30);
        long before = PosixWorld.descriptors();
        ResourceTest.limit(world, ResourceTest.limitThatLeaves(3), hard);
        // One is left, and each of them takes two.
        held.addAll(hold(2));
        SpawnFailure failure;
        try {
            failure = (SpawnFailure)
                    world.spawn(Program.of("p", "true").withStdio(stdio)).ending();
        } finally {
            for (FileInputStream each : held) {
                each.close();
            }
            ResourceTest.limit(world, Long.parseLong(hard), hard);
        }

        assertThat(failure.errno()).isEqualTo("EMFILE");
        assertThat(PosixWorld.descriptors()).isEqualTo(before);
    }

    private static List<FileInputStream> hold(int count) throws IOException {
        List<FileInputStream> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new FileInputStream("/dev/zero"));
        }
        return held;
    }

    /** Return what standard output and error of a process are. */
    private List<String> links(Stdio stdio, Identity identity) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path seen = directory.resolve("links-" + stdio + identity.isOwn());
        world.run(PosixWorld.shell(
                        "out=$(readlink /proc/$$/fd/1); err=$(readlink /proc/$$/fd/2); echo \"$out\n$err\" > " + seen)
                .withIdentity(identity)
                .withStdio(stdio));
        return Files.readAllLines(seen);
    }

    private static int read(Stdio stdio) {
        return switch (stdio) {
            case CAPTURED -> 2;
            case MERGED, TERMINAL -> 1;
            case DISCARDED, INHERITED -> 0;
        };
    }

    private static Program terminal(String script) {
        return PosixWorld.shell(script).withStdio(Stdio.TERMINAL);
    }

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can start a program as somebody else");
    }
}
