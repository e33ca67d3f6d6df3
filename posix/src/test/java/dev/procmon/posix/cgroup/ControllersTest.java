// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Quota;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written where: on plain files, for few hosts offer all controllers to a test. */
class ControllersTest {

    private static final Quota ALL = new Quota(OptionalLong.of(64 << 20), OptionalDouble.of(1.5), OptionalLong.of(100));

    @TempDir
    Path base;

    private final Caller caller = Caller.ofThisThread();
    private final List<String> asked = new ArrayList<>();
    private Path top;
    private Path run;
    private Controllers controllers;

    @BeforeEach
    void offer() throws IOException {
        top = Files.createDirectory(base.resolve("top"));
        run = Files.createDirectory(top.resolve("1-web"));
        for (Path each : List.of(base, top)) {
            Files.writeString(each.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
            Files.writeString(each.resolve("cgroup.subtree_control"), "");
        }
        for (String file : List.of("memory.max", "cpu.max", "pids.max")) {
            Files.writeString(run.resolve(file), "");
        }
        controllers = new Controllers(
                new KernelFiles(caller), List.of(base.toString(), top.toString()), () -> asked.add("make room"));
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void boundsAreWrittenAsTheKernelReadsThem() throws IOException {
        assertThat(controllers.enable(ALL)).isEmpty();
        assertThat(controllers.apply(ALL, run.toString())).isEmpty();

        assertThat(run.resolve("memory.max")).hasContent("67108864");
        assertThat(run.resolve("cpu.max")).hasContent("150000 100000");
        assertThat(run.resolve("pids.max")).hasContent("100");
    }

    @Test
    void aControllerIsEnabledInEachDirectoryOnTheWayAndOnlyOnce() throws IOException {
        assertThat(controllers.enable("pids", "pids.max")).isEmpty();
        assertThat(base.resolve("cgroup.subtree_control")).hasContent("+pids");
        assertThat(top.resolve("cgroup.subtree_control")).hasContent("+pids");

        Files.writeString(top.resolve("cgroup.subtree_control"), "");
        assertThat(controllers.enable("pids", "pids.max")).isEmpty();
        assertThat(top.resolve("cgroup.subtree_control")).isEmptyFile();
        assertThat(asked).isEmpty();
    }

    @Test
    void oneThatIsEnabledAlreadyIsLeftAsItIs() throws IOException {
        Files.writeString(base.resolve("cgroup.subtree_control"), "cpu pids\n");

        assertThat(controllers.enable("pids", "pids.max")).isEmpty();

        assertThat(base.resolve("cgroup.subtree_control")).hasContent("cpu pids");
    }

    @Test
    void oneThatIsNotOfferedIsNamedWithItsPlace() throws IOException {
        Files.writeString(base.resolve("cgroup.controllers"), "hugetlb\n");

        assertThat(controllers.enable(ALL))
                .contains(new SpawnFailure(
                        "ENOENT",
                        "no memory controller in " + base + "/cgroup.controllers: memory.max cannot be kept"));
    }

    @Test
    void aBoundThatIsNotTakenIsNamed() throws IOException {
        Files.delete(run.resolve("cpu.max"));

        assertThat(controllers.apply(ALL, run.toString()))
                .contains(new SpawnFailure("ENOENT", "cannot write 150000 100000 to cpu.max of its control group"));
    }

    @Test
    void theLeastShareOfAProcessorIsOneHundredth() {
        Quota little = new Quota(OptionalLong.empty(), OptionalDouble.of(0.0001), OptionalLong.empty());
        assertThat(controllers.apply(little, run.toString())).isEmpty();

        assertThat(run.resolve("cpu.max")).hasContent("1000 100000");
    }
}
