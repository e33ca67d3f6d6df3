// SPDX-License-Identifier: Apache-2.0
package dev.procmon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.ChildProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where output goes, and what becomes of it while its listener is not ready: what every reactor promises of {@link Stdio}. */
public abstract class OutputContract {

    private World world;
    private final Recorder recorder = new Recorder();

    /** Return a fresh world. */
    protected abstract World open();

    @BeforeEach
    void openWorld() {
        world = open();
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Test
    void whatIsMergedArrivesInTheOrderOfTheWritesAsStandardOutput() {
        arrivesInOrder(Stdio.MERGED);
    }

    @Test
    void whatIsWrittenToATerminalArrivesInTheOrderOfTheWritesAsStandardOutput() {
        arrivesInOrder(Stdio.TERMINAL);
    }

    @Test
    void noStreamEndsWhileTheProcessLivesWhereBothAreCaptured() {
        endAtTheBegin(Stdio.CAPTURED, 0);
    }

    @Test
    void standardErrorEndsWhenTheProcessBeginsWhereBothAreMerged() {
        endAtTheBegin(Stdio.MERGED, 1);
    }

    @Test
    void standardErrorEndsWhenTheProcessBeginsWhereItHasATerminal() {
        endAtTheBegin(Stdio.TERMINAL, 1);
    }

    @Test
    void bothStreamsEndWhenTheProcessBeginsWhereOutputIsDiscarded() {
        endAtTheBegin(Stdio.DISCARDED, 2);
    }

    @Test
    void bothStreamsEndWhenTheProcessBeginsWhereOutputIsTheSupervisors() {
        endAtTheBegin(Stdio.INHERITED, 2);
    }

    @Test
    void whatIsDiscardedIsNotDelivered() {
        var _ = spawn(world.writes("to stdout\n", "to stderr\n").withStdio(Stdio.DISCARDED), recorder);
        awaitStreams();
        awaitEnd();

        assertThat(all(recorder)).isEmpty();
        assertThat(recorder.status()).contains(ExitStatus.exited(0));
    }

    @Test
    void capturedOutputWaitsUntilItsListenerIsReadyEvenBeyondTheEndOfTheProcess() {
        waits(Stdio.CAPTURED);
    }

    @Test
    void mergedOutputWaitsUntilItsListenerIsReadyEvenBeyondTheEndOfTheProcess() {
        waits(Stdio.MERGED);
    }

    @Test
    void theOutputOfATerminalWaitsUntilItsListenerIsReadyEvenBeyondTheEndOfTheProcess() {
        waits(Stdio.TERMINAL);
    }

    @Test
    void aListenerThatIsNotReadyMakesNobodyElseWait() {
        recorder.ready(false);
        var _ = spawn(world.writes("held\n", ""), recorder);
        Recorder other = new Recorder();
        var _ = spawn(world.writes("through\n", ""), other);
        world.await("the other has ended", () -> other.isOver() && other.endedStreams() == 2);

        assertThat(all(other)).isEqualTo("through\n");
        awaitEnd();
        assertThat(all(recorder)).isEmpty();
    }

    private void arrivesInOrder(Stdio stdio) {
        var _ = spawn(world.writes("first\n", "second\n").withStdio(stdio), recorder);
        awaitStreams();
        awaitEnd();

        assertThat(recorder.text(StdStream.STDOUT)).isEqualTo("first\nsecond\n");
        assertThat(recorder.text(StdStream.STDERR)).isEmpty();
        assertThat(recorder.endedStreams()).isEqualTo(2);
    }

    private void endAtTheBegin(Stdio stdio, int unread) {
        ChildProcess process = spawn(world.runsForever().withStdio(stdio), recorder);
        world.await(
                "those that are not read have ended", () -> recorder.isSpawned() && recorder.endedStreams() >= unread);
        assertThat(recorder.endedStreams()).isEqualTo(unread);
        assertThat(recorder.isOver()).isFalse();

        world.call(() -> process.signal(Signal.KILL, Reach.TREE));
        awaitStreams();
        awaitEnd();

        assertThat(recorder.endedStreams()).isEqualTo(2);
    }

    private void waits(Stdio stdio) {
        recorder.ready(false);
        var _ = spawn(world.writes("one\n", "two\n").withStdio(stdio), recorder);
        awaitEnd();
        List<String> before = Collections.synchronizedList(new ArrayList<>());
        world.reactor().afterOutput(() -> before.add(all(recorder)));
        world.await("the task has run", () -> !before.isEmpty());
        int endedBefore = recorder.endedStreams();

        recorder.ready(true);
        world.reactor().afterOutput(() -> {});
        awaitStreams();

        assertThat(before).containsExactly("");
        assertThat(endedBefore).isEqualTo(stdio == Stdio.CAPTURED ? 0 : 1);
        assertThat(all(recorder)).isEqualTo("one\ntwo\n");
        assertThat(recorder.endedStreams()).isEqualTo(2);
    }

    private static String all(Recorder of) {
        return of.text(StdStream.STDOUT) + of.text(StdStream.STDERR);
    }

    private ChildProcess spawn(Program program, Recorder told) {
        return world.call(() -> world.reactor().spawn(program, told, told));
    }

    private void awaitStreams() {
        world.await("both streams have ended", () -> recorder.endedStreams() == 2);
    }

    private void awaitEnd() {
        world.await("it has ended", recorder::isOver);
    }
}
