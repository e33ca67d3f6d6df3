// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beginning of a line that nothing comes behind. */
class PromptTest {

    private static final Duration QUIET = Prompt.QUIET.plusMillis(5);

    @TempDir
    private Path directory;

    private LogWorld world;

    @BeforeEach
    void world() {
        world = new LogWorld(directory);
    }

    @Test
    void isWrittenAsAPieceAfterAQuietSecondAndTheAnswerBehindIt() throws IOException {
        OutputListener log = world.open("ask", 1, LogWorld.lines(Optional.empty()));
        world.write(log, "login\nPassword: ");
        assertThat(LogWorld.lines(world.standard("ask"))).containsExactly("stdout F:1 login");
        world.pass(QUIET);
        assertThat(LogWorld.lines(world.standard("ask"))).containsExactly("stdout F:1 login", "stdout P:1 Password: ");
        world.write(log, "\nwelcome\n");
        assertThat(LogWorld.lines(world.standard("ask")))
                .containsExactly("stdout F:1 login", "stdout P:1 Password: ", "stdout F:1 ", "stdout F:1 welcome");
    }

    @Test
    void isNotWrittenWhileTheLineGrows() throws IOException {
        OutputListener log = world.open("dots", 1, LogWorld.lines(Optional.empty()));
        for (int i = 0; i < 10; i++) {
            world.write(log, ".");
            world.pass(Prompt.QUIET.dividedBy(2));
        }
        assertThat(world.standard("dots"))
                .satisfiesAnyOf(file -> assertThat(file).doesNotExist(), file -> assertThat(file)
                        .isEmptyFile());
        world.write(log, "done\n");
        assertThat(LogWorld.lines(world.standard("dots"))).containsExactly("stdout F:1 ..........done");
    }

    @Test
    void isASecondPieceWhereTheLineGrowsLater() throws IOException {
        OutputListener log = world.open("bar", 1, LogWorld.lines(Optional.empty()));
        world.write(log, "10%");
        world.pass(QUIET);
        world.write(log, "20%");
        world.pass(QUIET);
        LogWorld.end(log);
        world.pass(QUIET);
        assertThat(LogWorld.lines(world.standard("bar"))).containsExactly("stdout P:1 10%", "stdout P:1 20%");
    }

    @Test
    void isWrittenOnceWhenTheStreamEndsBefore() throws IOException {
        OutputListener log = world.open("bye", 1, LogWorld.lines(Optional.empty()));
        world.write(log, "bye");
        LogWorld.end(log);
        world.pass(QUIET);
        assertThat(LogWorld.lines(world.standard("bye"))).containsExactly("stdout P:1 bye");
    }

    @Test
    void ofOneStreamDoesNotHoldUpTheOther() throws IOException {
        OutputListener log = world.open("both", 1, LogWorld.lines(Optional.empty()));
        world.write(log, StdStream.STDOUT, "out? ");
        world.write(log, StdStream.STDERR, "err\n");
        world.pass(QUIET);
        assertThat(LogWorld.lines(world.standard("both"))).containsExactly("stderr F:1 err", "stdout P:1 out? ");
    }

    @Test
    void cutsNoCharacter() throws IOException {
        OutputListener log = world.open("ask", 1, LogWorld.lines(Optional.empty()));
        byte[] text = "5 \u20ac? ".getBytes(StandardCharsets.UTF_8);
        world.write(log, StdStream.STDOUT, Arrays.copyOf(text, 4));
        world.pass(QUIET);
        world.write(log, StdStream.STDOUT, Arrays.copyOfRange(text, 4, text.length));
        world.pass(QUIET);
        assertThat(LogWorld.lines(world.standard("ask"))).containsExactly("stdout P:1 5 ", "stdout P:1 \u20ac? ");
    }

    @Test
    void thatIsOneByteOfACharacterWaitsForTheRest() throws IOException {
        OutputListener log = world.open("ask", 1, LogWorld.lines(Optional.empty()));
        world.write(log, StdStream.STDOUT, new byte[] {(byte) 0xE2});
        world.pass(QUIET);
        world.write(log, StdStream.STDOUT, new byte[] {(byte) 0x82, (byte) 0xAC, '\n'});
        assertThat(LogWorld.lines(world.standard("ask"))).containsExactly("stdout F:1 \u20ac");
    }

    @Test
    void isNotTheEndOfABlockOfBufferedOutput() throws IOException {
        OutputListener log = world.open("block", 1, LogWorld.lines(Optional.empty()));
        String lines = ("x".repeat(76) + "\n").repeat(200);
        for (int at = 0; at < 2 * 4096; at += 4096) {
            world.write(log, lines.substring(at, at + 4096));
            world.pass(QUIET);
            world.pass(QUIET);
        }
        assertThat(LogWorld.lines(world.standard("block")))
                .hasSize(106)
                .allMatch(line -> line.startsWith("stdout F:1 "));
    }

    @Test
    void isAnObjectOfItsOwnInJson() throws IOException {
        OutputListener log = world.open("ask", 1, LogWorld.policy(LogPolicy.Mode.JSON, Optional.empty()));
        world.write(log, "ready? ");
        world.pass(QUIET);
        world.write(log, "yes\n");
        assertThat(Files.readAllLines(world.standard("ask")))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("\"partial\":true,\"text\":\"ready? \"}"),
                        second -> assertThat(second).endsWith("\"stream\":\"stdout\",\"text\":\"yes\"}"));
        assertThat(LogWorld.read(LogPolicy.Mode.JSON, world.standard("ask"), "ask"))
                .isEqualTo("ready? yes\n");
    }
}
