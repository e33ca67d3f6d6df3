// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Quota;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what limits and rights a process runs: seen by itself, first thing. */
class AttributesTest {

    private final PosixWorld world = new PosixWorld();

    private OptionalInt umask = OptionalInt.empty();
    private OptionalInt nice = OptionalInt.empty();
    private OptionalInt score = OptionalInt.empty();
    private Map<Resource, ResourceLimit> limits = Map.of();
    private boolean noNewPrivileges;
    private Set<Integer> processors = Set.of();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theMaskOfNewFilesIsTheOneGiven() {
        umask = OptionalInt.of(0137);

        assertThat(output("umask")).isEqualTo("0137\n");
    }

    @Test
    void theMaskOfTheNextProcessIsTheSupervisorsAgain() {
        String own = output("umask");
        umask = OptionalInt.of(0777);
        output("umask");
        umask = OptionalInt.empty();

        assertThat(output("umask")).isEqualTo(own);
    }

    @Test
    void niceIsTheOneGiven() {
        nice = OptionalInt.of(7);

        assertThat(output("nice")).isEqualTo("7\n");
    }

    @Test
    void niceMayBeBelowTheSupervisorsForRoot() {
        assumeRoot();
        nice = OptionalInt.of(-3);

        assertThat(output("nice")).isEqualTo("-3\n");
    }

    @Test
    void niceBelowIsForRootButTheUserOfTheProgramNeedNotBe() {
        assumeRoot();
        nice = OptionalInt.of(-5);

        assertThat(world.run(program("nice; id -u").withIdentity(stranger())).output())
                .isEqualTo("-5\n54321\n");
    }

    @Test
    void theOutOfMemoryScoreIsTheOneGiven() {
        score = OptionalInt.of(321);

        assertThat(output("cat /proc/self/oom_score_adj")).isEqualTo("321\n");
    }

    @Test
    void theScoreOfTheSupervisorStays() throws Exception {
        String own = Files.readString(Path.of("/proc/self/oom_score_adj"));
        score = OptionalInt.of(500);
        output("true");

        assertThat(Files.readString(Path.of("/proc/self/oom_score_adj"))).isEqualTo(own);
    }

    @Test
    void aScoreBelowTheSupervisorsIsRefusedWithoutTheRight() throws Exception {
        assumeTrue(!has(24), "the supervisor has CAP_SYS_RESOURCE");
        score = OptionalInt.of(-1000);

        assertFailure(
                "EACCES",
                "out-of-memory score -1000: below the supervisor's own takes CAP_SYS_RESOURCE, which root in a"
                        + " container may lack");
    }

    @Test
    void limitsAreTheOnesGiven() {
        limits = Map.of(
                Resource.OPEN_FILES, limit(100, 200),
                Resource.CORE, limit(0, 0),
                Resource.CPU, limit(3000, 4000),
                Resource.FILE_SIZE, new ResourceLimit(OptionalLong.of(4096), OptionalLong.empty()),
                Resource.STACK, limit(1 << 20, 1 << 21),
                Resource.PROCESSES, limit(5000, 6000),
                Resource.LOCKED_MEMORY, limit(1024, 2048),
                Resource.ADDRESS_SPACE, limit(1 << 30, 1L << 31));

        String output = output("cat /proc/self/limits");

        assertThat(line(output, "Max open files")).isEqualTo("Max open files 100 200 files");
        assertThat(line(output, "Max core file")).isEqualTo("Max core file size 0 0 bytes");
        assertThat(line(output, "Max cpu")).isEqualTo("Max cpu time 3000 4000 seconds");
        assertThat(line(output, "Max file size")).isEqualTo("Max file size 4096 unlimited bytes");
        assertThat(line(output, "Max stack")).isEqualTo("Max stack size 1048576 2097152 bytes");
        assertThat(line(output, "Max processes")).isEqualTo("Max processes 5000 6000 processes");
        assertThat(line(output, "Max locked memory")).isEqualTo("Max locked memory 1024 2048 bytes");
        assertThat(line(output, "Max address space")).isEqualTo("Max address space 1073741824 2147483648 bytes");
    }

    @Test
    void aLimitAboveTheSupervisorsIsRefusedWithoutTheRight() throws Exception {
        assumeTrue(!has(24), "the supervisor has CAP_SYS_RESOURCE");
        long hard = Long.parseLong(output("ulimit -Hn").strip());
        limits = Map.of(Resource.OPEN_FILES, limit(hard, hard + 1));

        assertFailure(
                "EPERM",
                "limit of open files: above the supervisor's own hard limit takes CAP_SYS_RESOURCE, which root in a"
                        + " container may lack");
    }

    @Test
    void whatTheSupervisorRaisedForItselfIsNotInherited() {
        String me = Long.toString(ProcessHandle.current().pid());
        String hard = output("ulimit -Hn").strip();
        world.run(Program.of("p", "prlimit", "--pid", me, "--nofile=1000:" + hard));
        try (PosixWorld other = new PosixWorld()) {
            assertThat(other.run(PosixWorld.shell("ulimit -Sn; ulimit -Hn")).output())
                    .isEqualTo("1000\n" + hard + "\n");
            assertThat(other.run(Program.of("p", "prlimit", "--pid", me, "--nofile", "-o", "SOFT", "--noheadings"))
                            .output()
                            .strip())
                    .isEqualTo(hard);
            limits = Map.of(Resource.OPEN_FILES, limit(50, 60));
            assertThat(other.run(program("ulimit -Sn")).output()).isEqualTo("50\n");
        }
    }

    @Test
    void processorsAreTheOnesGiven() {
        processors = Set.of(1);

        assertThat(output("grep Cpus_allowed_list /proc/self/status")).isEqualTo("Cpus_allowed_list:\t1\n");
    }

    @Test
    void processorsThatAreNotThereAreRefused() {
        processors = Set.of(1000, 1023);

        assertFailure("EINVAL", "none of the processors [1000, 1023] is there for the supervisor");
    }

    @Test
    void noNewPrivilegesHoldsAndOnlyWhereItWasAskedFor() {
        noNewPrivileges = true;
        assertThat(output("grep NoNewPrivs /proc/self/status")).isEqualTo("NoNewPrivs:\t1\n");

        noNewPrivileges = false;
        assertThat(output("grep NoNewPrivs /proc/self/status")).isEqualTo("NoNewPrivs:\t0\n");
    }

    @Test
    void allOfItHoldsForAnotherUserInADirectory() {
        assumeRoot();
        umask = OptionalInt.of(022);
        nice = OptionalInt.of(-1);
        score = OptionalInt.of(99);
        limits = Map.of(Resource.OPEN_FILES, limit(77, 88));
        processors = Set.of(0);
        noNewPrivileges = true;
        Program program = program("umask; nice; cat /proc/self/oom_score_adj; ulimit -n; id -u; pwd")
                .withIdentity(stranger())
                .withDirectory("/usr/share");

        assertThat(world.run(program).output()).isEqualTo("0022\n-1\n99\n77\n54321\n/usr/share\n");
    }

    @Test
    void aDirectoryThatOnlyRootMayEnterIsRefusedToAnother(@TempDir Path directory) {
        assumeRoot();
        Program program = program("true").withIdentity(stranger()).withDirectory(directory.toString());

        assertThat(failure(program))
                .isEqualTo(new SpawnFailure(
                        "EACCES", "the working directory may not be entered by the user of the program: " + directory));
    }

    private Program program(String script) {
        return PosixWorld.shell(script)
                .withAttributes(new Attributes(umask, nice, score, limits, noNewPrivileges, processors, Quota.NONE));
    }

    private String output(String script) {
        return world.run(program(script)).output();
    }

    private SpawnFailure failure(Program program) {
        return (SpawnFailure) world.spawn(program).ending();
    }

    private void assertFailure(String errno, String detail) {
        assertThat(failure(program("true"))).isEqualTo(new SpawnFailure(errno, detail));
    }

    private static ResourceLimit limit(long soft, long hard) {
        return new ResourceLimit(OptionalLong.of(soft), OptionalLong.of(hard));
    }

    private static String line(String text, String begin) {
        return text.lines()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .strip()
                .replaceAll(" +", " ");
    }

    private static Identity stranger() {
        return Identity.of(Optional.of(new Account.Id(54321)), Optional.of(new Account.Id(54321)));
    }

    private static boolean has(int capability) throws Exception {
        String line = line(Files.readString(Path.of("/proc/self/status")), "CapEff");
        return (Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1).strip(), 16) >>> capability & 1) == 1;
    }

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may do that");
    }
}
