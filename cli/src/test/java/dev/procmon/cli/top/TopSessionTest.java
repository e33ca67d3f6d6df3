// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Paper;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.event.Tone;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.Why;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole view on a terminal that is none: bytes in, bytes out. */
@Timeout(60)
class TopSessionTest {

    private static final String LEAVE = "\u001B[?25h\u001B[?1049l";

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient().with(Samples.ready("web", 12), Samples.backingOff("db"));
    private final Paper paper = new Paper();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private CompletableFuture<Integer> ended = new CompletableFuture<>();

    @BeforeEach
    void sitDown() throws IOException {
        PipedInputStream keys = new PipedInputStream(keyboard);
        Screens screens = () -> {
            try {
                return new JLineScreen(new DumbTerminal("test", "xterm", keys, paper, StandardCharsets.UTF_8), paper);
            } catch (IOException e) {
                throw new ScreenException(String.valueOf(e.getMessage()));
            }
        };
        Shell shell =
                new Shell(directory).running("shop", client).atTerminal(80).with(screens);
        ended = CompletableFuture.supplyAsync(() -> shell.run("top", "-i", "shop"), task -> new Thread(task).start());
    }

    @AfterEach
    void leave() throws Exception {
        // What waits for the supervisor is let go, whatever a test has done.
        client.eventStream().close();
        client.logStream().close();
        keyboard.close();
        ended.get(30, TimeUnit.SECONDS);
    }

    @Test
    void itDrawsActsAndGivesTheTerminalBack() throws Exception {
        client.acting(request -> Samples.report("db", Result.DONE, "stopped: exited with 0"));
        paper.await("2 programs: 1 ready");
        type("\u001B[Bx");
        paper.await("stop db? (y/n)");
        type("y");
        paper.await("db  stopped: exited with 0");
        type("q");
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(paper.text()).startsWith("\u001B[?1049h").endsWith(LEAVE);
    }

    @Test
    void aLogIsFollowedAndWhyIsAsked() throws Exception {
        client.answeringWhy(() -> new Why(
                Samples.NOW,
                Samples.ready("web", 12),
                List.of(new Why.Cause("web", "is ready, as wanted", Optional.empty(), List.of())),
                Optional.empty(),
                Optional.empty(),
                List.of()));
        client.logStream().put(Samples.line(1, "web", "listen", "first"));
        client.logStream().put(Samples.line(2, "web", "ing\u001B[2J", "last"));
        paper.await("2 programs");
        type("l");
        paper.await("listening\\x1b[2J");
        type("qw");
        paper.await("web is ready, as wanted");
        assertThat(client.logStream().isClosed()).isTrue();
        type("\u0003");
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aSupervisorThatGoesAwayIsSaidAndLookedForUntilItIsBack() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        ProgramList back = Samples.list(Samples.ready("reborn", 99));
        paper.await("2 programs");
        client.answeringPrograms(() -> {
            if (looks.getAndIncrement() == 0) {
                throw FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "nobody listens");
            }
            return back;
        });
        client.eventStream().put(Samples.event(42, "web", Tone.QUIET, "stopped"));
        paper.await("procmon does not answer, trying again: nobody listens");
        paper.await("reborn");
        type("q");
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aTerminalThatGoesAwayEndsIt() throws Exception {
        paper.await("2 programs");
        keyboard.close();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isZero();
    }

    private void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }
}
