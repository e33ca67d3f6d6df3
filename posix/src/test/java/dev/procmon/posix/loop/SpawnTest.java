// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds when it begins to run. */
class SpawnTest {

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void argumentsArriveExactlyAsGiven() {
        String tricky = "line\nbreak\t\"quoted\" 'too' $HOME `x` \\ *";
        Observed process = world.run(Program.of("p", "printf", "<%s>", "", "two words", "é日本𝄞", tricky));

        assertThat(process.output()).isEqualTo("<><two words><é日本𝄞><" + tricky + ">");
    }

    @Test
    void environmentIsExactlyTheOneGiven() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("EMPTY", "");
        variables.put("SPACES", " a b ");
        variables.put("NAME_é", "wörld=yes\nno");
        Program program = Program.of("p", "/usr/bin/env", "-0").withEnvironment(Environment.of(variables));

        assertThat(world.run(program).output()).isEqualTo("EMPTY=\0SPACES= a b \0NAME_é=wörld=yes\nno\0");
    }

    @Test
    void anEmptyEnvironmentIsEmpty() {
        Program program = Program.of("p", "/usr/bin/env").withEnvironment(Environment.empty());

        assertThat(world.run(program).output()).isEmpty();
    }

    @Test
    void theSupervisorsEnvironmentIsInheritedByteForByte() throws Exception {
        byte[] own = Files.readAllBytes(Path.of("/proc/self/environ"));

        Observed process = world.run(Program.of("p", "cat", "/proc/self/environ"));

        assertThat(process.bytes(StdStream.STDOUT)).isEqualTo(own);
    }

    @Test
    void anInheritedVariableIsReplacedAndNotDoubled() {
        Program program = Program.of("p", "env").withVariables(Map.of("HOME", "/elsewhere", "NEW", "1"));

        List<String> lines = world.run(program).output().lines().toList();

        assertThat(lines).contains("HOME=/elsewhere", "NEW=1", "PATH=" + System.getenv("PATH"));
        assertThat(lines).filteredOn(line -> line.startsWith("HOME=")).hasSize(1);
    }

    @Test
    void aNameIsLookedUpInThePathOfTheProgram(@TempDir Path directory) throws Exception {
        Path script = directory.resolve("only-here");
        Files.writeString(script, "#!/bin/sh\necho found\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Environment environment = Environment.of(Map.of("PATH", "/nonexistent:" + directory));

        Program program = Program.of("p", "only-here").withEnvironment(environment);

        assertThat(world.run(program).output()).isEqualTo("found\n");
    }

    @Test
    void aFileThatMayNotBeExecutedIsPassedOverInThePath(@TempDir Path first, @TempDir Path second) throws Exception {
        Files.writeString(first.resolve("tool"), "#!/bin/sh\necho wrong\n");
        Files.createDirectory(first.resolve("other"));
        for (String name : List.of("tool", "other")) {
            Files.writeString(second.resolve(name), "#!/bin/sh\necho right\n");
            assertThat(second.resolve(name).toFile().setExecutable(true)).isTrue();
        }
        Environment environment = Environment.of(Map.of("PATH", first + ":" + second));

        for (String name : List.of("tool", "other")) {
            Program program = Program.of("p", name).withEnvironment(environment);
            assertThat(world.run(program).output()).isEqualTo("right\n");
        }
    }

    @Test
    void workingDirectoryIsTheOneGivenAndARelativePathBeginsThere(@TempDir Path directory) throws Exception {
        Path script = directory.resolve("where");
        Files.writeString(script, "#!/bin/sh\npwd\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        Program program = Program.of("p", "./where").withDirectory(directory.toString());

        assertThat(world.run(program).output()).isEqualTo(directory.toRealPath() + "\n");
    }

    @Test
    void withoutADirectoryItIsTheSupervisorsEvenAfterOneThatHadAnother() {
        world.run(Program.of("p", "pwd").withDirectory("/usr"));

        assertThat(world.run(Program.of("p", "pwd", "-P")).output())
                .isEqualTo(Path.of("").toAbsolutePath() + "\n");
    }

    @Test
    void eachProcessLeadsASessionOfItsOwn() {
        Observed process = world.run(PosixWorld.shell("echo $$; cut -d' ' -f5,6 /proc/$$/stat"));

        assertThat(process.output()).isEqualTo(process.pid() + "\n" + process.pid() + " " + process.pid() + "\n");
    }

    @Test
    void noSignalIsBlockedOrIgnored() {
        String status = world.run(Program.of("p", "cat", "/proc/self/status")).output();

        assertThat(status)
                .contains("SigBlk:\t0000000000000000", "SigPnd:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    @Test
    void onlyTheThreeStandardDescriptorsAreOpen() {
        Observed process = world.run(PosixWorld.shell("ls /proc/$$/fd; readlink /proc/$$/fd/0"));

        assertThat(process.output()).isEqualTo("0\n1\n2\n/dev/null\n");
    }

    @Test
    void standardInputIsAtItsEnd() {
        assertThat(world.run(Program.of("p", "cat")).ending()).isEqualTo(ExitStatus.exited(0));
    }

    @Test
    void outputAndErrorAreKeptApart() {
        Observed process = world.run(PosixWorld.shell("echo out; echo err >&2"));

        assertThat(process.text(StdStream.STDOUT)).isEqualTo("out\n");
        assertThat(process.text(StdStream.STDERR)).isEqualTo("err\n");
    }
}
