// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Quota;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a host whose files are those in a directory. */
class RightsCheckTest {

    private static final String NONE = "CapEff:\t0000000000000000\n";
    private static final String ALL = "CapEff:\t000001ffffffffff\n";

    @TempDir
    private Path root;

    @BeforeEach
    void anOrdinaryUser() throws IOException {
        write("proc/self/status", NONE);
        write("proc/self/stat", "42 (a) b) S 1 42 42 0 -1 4194304 1 0 0 0 1 1 0 0 20 5 1 0 100 1000");
        write("proc/self/oom_score_adj", "100\n");
        write("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              unlimited            unlimited            seconds
                Max open files            1024                 4096                 files
                Max nice priority         0                    0
                """);
        write("sys/devices/system/cpu/online", "0-1,4\n");
        write("proc/sys/net/ipv4/ip_unprivileged_port_start", "1024\n");
        write("proc/self/cgroup", "4:memory:/x\n0::/user\n");
        write("proc/self/mountinfo", "30 23 0:26 / /mnt/groups rw,nosuid - cgroup2 cgroup2 rw\n");
        write("mnt/groups/user/cgroup.controllers", "cpu io\n");
    }

    @Test
    void whatCanBeHadIsNotMentioned() {
        assertThat(warnings(program(
                        5, 100, Map.of(Resource.OPEN_FILES, limit(10, 4096), Resource.CPU, limit(1, 2)), Set.of(0, 4))))
                .isEmpty();
    }

    @Test
    void niceBelowItsOwnTakesRoot() throws IOException {
        Program program = program(-5, 100, Map.of(), Set.of());

        assertThat(warnings(program)).containsExactly("nice -5 is below procmon's own, 5, which takes root");

        write("proc/self/status", ALL);
        assertThat(warnings(program)).isEmpty();
        write("proc/self/status", NONE);
        write("proc/self/limits", "Max nice priority         25                   25\n");
        assertThat(warnings(program)).isEmpty();
    }

    @Test
    void aScoreBelowItsOwnTakesACapability() throws IOException {
        Program program = program(5, 99, Map.of(), Set.of());

        assertThat(warnings(program))
                .containsExactly("out-of-memory score 99 is below procmon's own, 100 (/proc/self/oom_score_adj), which"
                        + " takes CAP_SYS_RESOURCE");

        write("proc/self/status", ALL);
        assertThat(warnings(program)).isEmpty();
    }

    @Test
    void aLimitAboveItsOwnTakesACapability() throws IOException {
        Program more = program(5, 100, Map.of(Resource.OPEN_FILES, limit(1, 4097)), Set.of());
        Program none = program(
                5,
                100,
                Map.of(Resource.OPEN_FILES, new ResourceLimit(OptionalLong.of(1), OptionalLong.empty())),
                Set.of());

        assertThat(warnings(more))
                .containsExactly("the hard limit \"Max open files\" is to be 4097 and procmon's own is 4096"
                        + " (/proc/self/limits): more takes CAP_SYS_RESOURCE");
        assertThat(warnings(none)).singleElement().asString().contains("is to be no limit and");

        write("proc/self/status", ALL);
        assertThat(warnings(more)).isEmpty();
    }

    @Test
    void aProcessorThatIsNotThereIsNamed() {
        assertThat(warnings(program(5, 100, Map.of(), Set.of(1, 2))))
                .containsExactly("there is no processor 2, only 0-1,4 (/sys/devices/system/cpu/online)");
    }

    @Test
    void aControllerThatIsMissingIsNamedWithTheFile() throws IOException {
        Program program = Program.of("p", "true")
                .withAttributes(new Attributes(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Map.of(),
                        false,
                        Set.of(),
                        new Quota(OptionalLong.of(1), OptionalDouble.of(1), OptionalLong.of(1))));

        assertThat(warnings(program))
                .containsExactly(
                        "memory.max takes the controller memory, which is missing in"
                                + " /mnt/groups/user/cgroup.controllers",
                        "pids.max takes the controller pids, which is missing in /mnt/groups/user/cgroup.controllers");

        write("proc/self/mountinfo", "30 23 0:26 / /mnt/groups rw,nosuid - cgroup cgroup rw\n");
        assertThat(warnings(program))
                .containsExactly("a quota takes control groups of version 2, and /proc/self/mountinfo knows none");
    }

    @Test
    void ofWhatCannotBeReadNothingIsSaid() {
        Program program = program(-5, -5, Map.of(Resource.OPEN_FILES, limit(1, 1 << 20)), Set.of(7));

        assertThat(RightsCheck.warnings(program, new HostRights(root.resolve("nowhere"))))
                .isEmpty();
    }

    @Test
    void theFilesOfThisHostAreUnderstood() {
        HostRights rights = new HostRights(Path.of("/"));

        assertThat(rights.nice()).isPresent();
        assertThat(rights.outOfMemoryScore()).isPresent();
        assertThat(rights.hardLimit("Max open files")).isPresent();
        assertThat(rights.processors()).isPresent();
        assertThat(rights.unprivilegedPort()).isPresent();
    }

    private List<String> warnings(Program program) {
        return RightsCheck.warnings(program, new HostRights(root));
    }

    private static Program program(int nice, int score, Map<Resource, ResourceLimit> limits, Set<Integer> processors) {
        return Program.of("p", "true")
                .withAttributes(new Attributes(
                        OptionalInt.empty(),
                        OptionalInt.of(nice),
                        OptionalInt.of(score),
                        limits,
                        false,
                        processors,
                        Quota.NONE));
    }

    private static ResourceLimit limit(long soft, long hard) {
        return new ResourceLimit(OptionalLong.of(soft), OptionalLong.of(hard));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
