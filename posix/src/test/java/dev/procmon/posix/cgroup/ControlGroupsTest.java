// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Quota;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.KernelFiles;
import dev.procmon.posix.processes.ProcessFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the control groups of the host, where there are any that may be written to. */
class ControlGroupsTest {

    private static final Program PROGRAM = Program.of("web:0 / \u00e4", "true");

    private final Caller caller = Caller.ofThisThread();
    private final int ownPid = (int) ProcessHandle.current().pid();
    private Path base;
    private ControlGroups groups;

    @BeforeEach
    void open() {
        Optional<ControlGroups> opened = ControlGroups.open(caller, ownPid, ControlGroups.OwnPlace.KEPT);
        assumeTrue(opened.isPresent(), "this host has no control groups of version 2 that may be written to");
        groups = opened.get();
        base = Path.of(
                OwnGroup.find(new KernelFiles(caller), new ProcessFiles(caller)).orElseThrow());
    }

    @AfterEach
    void close() {
        if (groups != null) {
            groups.close();
            assertThat(Path.of(groups.path())).doesNotExist();
        }
        caller.close();
    }

    @Test
    void eachRunHasADirectoryThatPeopleCanRead() {
        RunGroup first = make();
        RunGroup second = make();

        assertThat(first.path()).isEqualTo(groups.path() + "/1-web_0____");
        assertThat(second.path()).isEqualTo(groups.path() + "/2-web_0____");
        assertThat(Path.of(first.path())).isDirectory();
        groups.remove(first);
        groups.remove(second);
    }

    @Test
    void aGroupInWhichSomebodyLivesIsNotRemovedAndTriedAgainLater() throws Exception {
        RunGroup group = make();
        Process process = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of(group.path(), "cgroup.procs"), Long.toString(process.pid()));
        assertThat(group.isPopulated()).isTrue();
        assertThat(group.members()).containsExactly((int) process.pid());
        assertThat(group.holds(new ProcessFiles(caller), (int) process.pid())).isTrue();
        assertThat(group.holds(new ProcessFiles(caller), ownPid)).isFalse();

        groups.remove(group);
        assertThat(Path.of(group.path())).exists();

        assertThat(group.kill()).isPositive();
        process.waitFor();
        assertThat(group.isPopulated()).isFalse();
        groups.removeStuck();
        assertThat(Path.of(group.path())).doesNotExist();
    }

    @Test
    void groupsThatAProgramHasMadeBelowItsOwnArePartsOfIt() throws Exception {
        RunGroup group = make();
        Path below = Files.createDirectories(Path.of(group.path(), "inner", "innermost"));
        Process process = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(below.resolve("cgroup.procs"), Long.toString(process.pid()));

        assertThat(group.members()).containsExactly((int) process.pid());
        assertThat(group.remove()).isFalse();
        group.kill();
        process.waitFor();

        assertThat(group.remove()).isTrue();
        assertThat(Path.of(group.path())).doesNotExist();
    }

    @Test
    void whatADeadSupervisorHasLeftIsRemovedButForWhereSomebodyLives() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String name = Path.of(groups.path()).getFileName().toString();
        Path empty =
                Files.createDirectories(base.resolve(nameOf(name, dead.pid())).resolve("1-web"));
        Path populated = Files.createDirectories(
                base.resolve(nameOf(name, dead.pid()) + "0").resolve("1-web"));
        Path beside = Files.createDirectory(populated.resolveSibling("2-db"));
        Path foreign =
                Files.createDirectory(base.resolve("procmon.of-somebody-else-" + ownPid + "-" + System.nanoTime()));
        Process living = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(populated.resolve("cgroup.procs"), Long.toString(living.pid()));

        ControlGroups next =
                ControlGroups.open(caller, ownPid, ControlGroups.OwnPlace.KEPT).orElseThrow();

        assertThat(empty.getParent()).doesNotExist();
        assertThat(populated).exists();
        assertThat(beside).doesNotExist();
        assertThat(foreign).exists();
        assertThat(Path.of(groups.path())).exists();
        living.destroyForcibly().waitFor();
        for (Path path : List.of(populated, populated.getParent(), foreign)) {
            Files.delete(path);
        }
        next.close();
    }

    @Test
    void aControllerThatTheHostOffersIsEnabledForItsRuns() throws IOException {
        String offered = Files.readString(base.resolve("cgroup.controllers")).strip();
        assumeTrue(!offered.isEmpty(), "this host offers no controller of version 2");
        assumeTrue(
                base.resolve("cgroup.events").toFile().exists() == false,
                "not in the root, where processes are in the way");
        String controller = offered.split(" ", 2)[0];
        Controllers controllers =
                new Controllers(new KernelFiles(caller), List.of(base.toString(), groups.path()), () -> {});

        assertThat(controllers.enable(controller, controller + ".max")).isEmpty();

        RunGroup group = make();
        assertThat(Files.readString(Path.of(group.path(), "cgroup.controllers")))
                .contains(controller);
        groups.remove(group);
        Files.writeString(Path.of(groups.path(), "cgroup.subtree_control"), "-" + controller);
        Files.writeString(base.resolve("cgroup.subtree_control"), "-" + controller);
    }

    @Test
    void aQuotaThatTheHostCannotKeepIsRefusedByName() throws IOException {
        assumeTrue(!Files.readString(base.resolve("cgroup.controllers")).contains("pids"), "this host could keep it");
        Quota quota = new Quota(OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.of(5));
        Program program = PROGRAM.withAttributes(new Attributes(
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), false, Set.of(), quota));

        GroupResult result = groups.make(program);

        assertThat(result).isInstanceOfSatisfying(GroupResult.Refused.class, refused -> assertThat(
                        refused.failure().detail())
                .isEqualTo("no pids controller in " + base + "/cgroup.controllers: pids.max cannot be kept"));
        assertThat(ControlGroups.refusal(program).orElseThrow().detail()).contains("pids.max cannot be kept");
        assertThat(ControlGroups.refusal(PROGRAM)).isEmpty();
    }

    private RunGroup make() {
        return ((GroupResult.Made) groups.make(PROGRAM)).group();
    }

    /** Return the name that a supervisor of this pid would have made, which was started when this process was. */
    private static String nameOf(String ownName, long pid) {
        String[] parts = ownName.split("-", -1);
        return parts[0] + "-" + pid + "-" + parts[2] + "-1";
    }
}
