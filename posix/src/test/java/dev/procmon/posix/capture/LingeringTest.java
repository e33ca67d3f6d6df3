// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.posix.capture.OutputPipe.Kind;
import dev.procmon.posix.capture.OutputPipe.State;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LingeringTest {

    private static final long SECOND = 1_000_000_000;
    private static final long BEGIN = 5 * SECOND;

    private final Lingering lingering = new Lingering(Lingering.SILENCE_MAX_NANOS);

    @Test
    void whereThereIsNobodyThereIsNothingToWaitFor() {
        assertThat(lingering.patience(BEGIN)).isNegative();
        assertThat(lingering.silent(BEGIN)).isEmpty();
    }

    @Test
    void aPipeToWhichNobodyHasWrittenForAMinuteIsGivenUp() {
        CapturedOutput silent = add(BEGIN);

        assertThat(lingering.patience(BEGIN + SECOND)).isEqualTo(59 * SECOND);
        assertThat(lingering.silent(BEGIN + 59 * SECOND)).isEmpty();
        assertThat(lingering.silent(BEGIN + 60 * SECOND)).containsExactly(silent);
    }

    @Test
    void aPipeToWhichSomebodyStillWritesIsKept() {
        CapturedOutput written = add(BEGIN);
        written.active(BEGIN + 50 * SECOND);

        assertThat(lingering.silent(BEGIN + 60 * SECOND)).isEmpty();
        assertThat(lingering.patience(BEGIN + 60 * SECOND)).isEqualTo(50 * SECOND);
        assertThat(lingering.silent(BEGIN + 110 * SECOND)).containsExactly(written);
    }

    @Test
    void aPipeThatWaitsForItsListenerIsKeptAndNotCounted() {
        CapturedOutput waiting = add(BEGIN);
        waiting.pipes().getFirst().become(State.WAITING);
        assertThat(lingering.silent(BEGIN + 60 * SECOND)).isEmpty();
        List<CapturedOutput> others = new ArrayList<>();
        for (int i = 0; i < Lingering.COUNT_MAX; i++) {
            others.add(add(BEGIN + 60 * SECOND));
        }
        assertThat(lingering.excess()).isEmpty();

        add(BEGIN + 60 * SECOND);
        assertThat(lingering.excess()).containsExactly(others.getFirst());
        waiting.pipes().getFirst().become(State.READ);
        assertThat(lingering.excess()).containsExactly(waiting, others.getFirst());
        // From when it was seen to wait.
        assertThat(lingering.silent(BEGIN + 119 * SECOND)).isEmpty();
        assertThat(lingering.silent(BEGIN + 120 * SECOND)).contains(waiting);
    }

    private CapturedOutput add(long now) {
        OutputListener nobody = new OutputListener() {
            @Override
            public void output(StdStream stream, ByteBuffer bytes) {}

            @Override
            public void ended(StdStream stream) {}
        };
        CapturedOutput captured =
                new CapturedOutput(List.of(new OutputPipe(100, Kind.PIPE, StdStream.STDOUT, nobody)), nobody);
        lingering.add(captured, now);
        return captured;
    }
}
