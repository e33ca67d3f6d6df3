// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Stdio;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Identities;
import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.libc.SystemCallFilter;
import dev.procmon.posix.spawn.Refusal.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children as they are made, on this thread and without a spawner around them. */
class ChildMakerTest {

    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup/unified");

    @TempDir
    private Path directory;

    private Caller caller;
    private Descriptors descriptors;
    private ChildMaker maker;
    private Memory buffer;
    private List<Extras.Passed> passed = List.of();
    private Optional<byte[]> controlGroup = Optional.empty();
    private List<byte[]> environment = List.of();
    private int pidVariables;
    private Credentials credentials = Credentials.OWN;
    private int[] passedHere = {};
    private int pid;

    @BeforeEach
    void open() {
        caller = Caller.ofThisThread();
        descriptors = new Descriptors(caller);
        maker = new ChildMaker(caller);
        buffer = caller.allocate(4096);
    }

    @AfterEach
    void close() {
        maker.close();
        caller.close();
    }

    @Test
    void descriptorsGetTheirNumbersWhateverNumbersTheyHad() throws Exception {
        for (int round = 0; round < 3; round++) {
            int[] files = files(4);
            // As they would be in each other's way: turned round, shifted, and far away.
            int[] wanted = {files[3], files[2], files[0] + 1, 500};
            if (round == 1) {
                wanted = new int[] {files[1], files[2], files[3], files[0]};
            } else if (round == 2) {
                wanted = new int[] {3, 4, 5, 700};
            }
            if (Arrays.stream(wanted).distinct().count() < 4) {
                wanted[2] = 900;
            }
            pass(files, wanted);
            StringBuilder script = new StringBuilder("ls -v /proc/$$/fd;");
            for (int number : wanted) {
                script.append(" cat /proc/$$/fd/").append(number).append(';');
            }
            int[] sorted = wanted.clone();
            Arrays.sort(sorted);
            StringBuilder all = new StringBuilder("0\n1\n2\n");
            for (int number : sorted) {
                all.append(number).append('\n');
            }

            assertThat(output(script.toString())).isEqualTo(all + "file 0file 1file 2file 3");
        }
    }

    @Test
    void aDescriptorBeyondTheLimitIsRefusedByItsNumber() throws Exception {
        int[] files = files(1);
        pass(files, new int[] {1 << 30});

        SpawnResult.Refused refused = (SpawnResult.Refused) make(order("true"));

        assertThat(FailureText.of(order("true"), refused.refusal()))
                .isEqualTo(new SpawnFailure(
                        "EINVAL", "descriptor 1073741824 could not be given: see the limit of open files (ulimit -n)"));
    }

    @Test
    void aVariableIsItsOwnPid() {
        environment = List.of(bytes("A=1"), pidVariable("LISTEN_PID="), pidVariable("WATCHDOG_PID="));
        pidVariables = 2;

        assertThat(output("echo $$ $LISTEN_PID $WATCHDOG_PID $A")).isEqualTo(pid + " " + pid + " " + pid + " 1\n");
    }

    @Test
    void aControlGroupIsEnteredBeforeTheFirstInstruction() throws Exception {
        Path group = controlGroup();
        try {
            for (int i = 0; i < 200; i++) {
                assertThat(cgroupOfCat()).isEqualTo("0::/" + group.getFileName());
            }
        } finally {
            Files.delete(group);
        }
    }

    @Test
    void aControlGroupIsEnteredWithoutClone3Too() throws Exception {
        Path group = controlGroup();
        maker.doWithoutClone3();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(cgroupOfCat()).isEqualTo("0::/" + group.getFileName());
            }
        } finally {
            Files.delete(group);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aControlGroupThatIsNotThereIsRefused(boolean withClone3) {
        if (!withClone3) {
            maker.doWithoutClone3();
        }
        controlGroup = Optional.of(bytes("/sys/fs/cgroup/unified/nope"));
        SpawnResult.Refused refused = (SpawnResult.Refused) make(order("true"));
        assertThat(refused.refusal()).isEqualTo(Refusal.at(Step.CONTROL_GROUP, Errno.ENOENT));
        assertThat(FailureText.of(order("true"), refused.refusal()).detail())
                .isEqualTo("no such control group: /sys/fs/cgroup/unified/nope");

        controlGroup = Optional.of(bytes(directory.toString()));
        refused = (SpawnResult.Refused) make(order("true"));
        assertThat(refused.refusal().step()).isEqualTo(Step.CONTROL_GROUP);
    }

    @Test
    void withoutClone3SignalsAndFailuresAreTheSame() {
        maker.doWithoutClone3();

        assertThat(output("grep -E '^Sig(Blk|Ign)' /proc/self/status"))
                .isEqualTo("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
        SpawnResult.Refused refused = (SpawnResult.Refused) make(plain("/nope"));
        assertThat(refused.refusal().step()).isEqualTo(Step.EXECUTE);
        assertThat(refused.refusal().errno()).isEqualTo(Errno.ENOENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.ENOSYS, Errno.EPERM})
    void whereAFilterForbidsClone3ChildrenAreMadeWithoutIt(int errno) throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        close();
        Thread filtered = Thread.ofPlatform().start(() -> {
            try {
                open();
                SystemCallFilter.forbid(caller, SystemCallFilter.CLONE3, errno);
                seen.complete(output("grep -E '^Seccomp:' /proc/self/status"));
            } catch (Throwable failure) {
                seen.completeExceptionally(failure);
            } finally {
                close();
            }
        });
        filtered.join();
        // What is closed at the end is this thread's.
        open();

        assertThat(seen.get(1, TimeUnit.MINUTES)).isEqualTo("Seccomp:\t2\n");
    }

    @Test
    void afterAChildOfAnotherUserTheSupervisorCanBeDumpedAsBefore() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a child to somebody else");
        Identities identities = new Identities(caller);
        assertThat(identities.dumpable()).isOne();
        credentials = new Credentials(54321, 54321, Credentials.Groups.EXACT, List.of());

        assertThat(output("id -u")).isEqualTo("54321\n");
        assertThat(identities.dumpable()).isOne();
        assertThat(make(plain("/nope"))).isInstanceOf(SpawnResult.Refused.class);
        assertThat(identities.dumpable()).isOne();
    }

    @Test
    void aFailedChildLeavesNeitherAProcessNorADescriptor() throws Exception {
        make(plain("/nope"));
        long before = openDescriptors();
        for (int i = 0; i < 50; i++) {
            make(plain("/nope"));
            make(plain("nope"));
        }

        assertThat(openDescriptors()).isEqualTo(before);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(output("cat /proc/$PPID/task/*/children | wc -w")).isEqualTo("1\n");
    }

    @Test
    void childrenAreMadeWhileTheMemoryIsBeingCollected() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread load = Thread.ofPlatform().start(() -> {
            List<byte[]> kept = new ArrayList<>();
            while (!done.get()) {
                kept.add(new byte[100_000]);
                if (kept.size() > 300) {
                    kept.clear();
                    System.gc();
                }
            }
        });
        try {
            for (int i = 0; i < 60; i++) {
                assertThat(output("echo " + i)).isEqualTo(i + "\n");
                assertThat(make(plain("/nope"))).isInstanceOf(SpawnResult.Refused.class);
            }
        } finally {
            done.set(true);
            load.join();
        }
    }

    private String cgroupOfCat() {
        String all = output(plain("/bin/cat", "/proc/self/cgroup"));
        return all.lines().filter(line -> line.startsWith("0::")).findFirst().orElseThrow();
    }

    private Path controlGroup() throws IOException {
        assumeTrue(Files.isWritable(CONTROL_GROUPS.resolve("cgroup.procs")), "there is no control group to write to");
        Path group = Files.createDirectory(
                CONTROL_GROUPS.resolve("procmon-test-" + ProcessHandle.current().pid()));
        controlGroup = Optional.of(bytes(group.toString()));
        return group;
    }

    private int[] files(int count) throws Exception {
        int[] files = new int[count];
        for (int i = 0; i < count; i++) {
            assertThat(descriptors.pipe()).isZero();
            int end = descriptors.writeEnd();
            Files.writeString(Path.of("/proc/self/fd/" + end), "file " + i);
            descriptors.close(end);
            files[i] = descriptors.readEnd();
        }
        return files;
    }

    private void pass(int[] files, int[] numbers) {
        List<Extras.Passed> all = new ArrayList<>();
        for (int i = 0; i < files.length; i++) {
            all.add(new Extras.Passed(files[i], numbers[i]));
        }
        passed = all;
        passedHere = files;
    }

    private String output(String script) {
        return output(order(script));
    }

    private String output(SpawnOrder order) {
        int[] pipe = pipe();
        SpawnResult result = make(order, pipe[1]);
        assertThat(result).isInstanceOf(SpawnResult.Spawned.class);
        pid = ((SpawnResult.Spawned) result).pid();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int length = descriptors.read(pipe[0], buffer);
        while (length > 0 || length == -Errno.EAGAIN) {
            for (int i = 0; i < length; i++) {
                all.write(buffer.bytes().get(i));
            }
            if (length < 0) {
                Thread.onSpinWait();
            }
            length = descriptors.read(pipe[0], buffer);
        }
        descriptors.close(pipe[0]);
        assertThat(new PidFds(caller).awaitAndReap(pid)).isEqualTo(pid);
        return all.toString(StandardCharsets.UTF_8);
    }

    private SpawnResult make(SpawnOrder order) {
        int[] pipe = pipe();
        SpawnResult result = make(order, pipe[1]);
        descriptors.close(pipe[0]);
        return result;
    }

    private SpawnResult make(SpawnOrder order, int output) {
        int[] given = new int[2 + passedHere.length];
        given[0] = output;
        given[1] = descriptors.duplicateFrom(3, output);
        System.arraycopy(passedHere, 0, given, 2, passedHere.length);
        SpawnResult result = maker.make(order, given);
        for (int descriptor : given) {
            descriptors.close(descriptor);
        }
        passedHere = new int[0];
        passed = List.of();
        return result;
    }

    private int[] pipe() {
        assertThat(descriptors.pipe()).isZero();
        return new int[] {descriptors.readEnd(), descriptors.writeEnd()};
    }

    private SpawnOrder order(String script) {
        return plain("/bin/sh", "-c", script);
    }

    private SpawnOrder plain(String... command) {
        List<byte[]> arguments = new ArrayList<>();
        for (String each : command) {
            arguments.add(bytes(each));
        }
        return new SpawnOrder(
                arguments,
                environment,
                pidVariables,
                List.of(bytes("/usr/bin"), bytes("/bin")),
                Optional.empty(),
                credentials,
                Attributes.OWN,
                passed,
                controlGroup,
                Stdio.CAPTURED);
    }

    private static byte[] pidVariable(String prefix) {
        return Arrays.copyOf(bytes(prefix), prefix.length() + 10);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long openDescriptors() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
