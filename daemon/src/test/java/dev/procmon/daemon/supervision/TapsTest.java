// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.monitor.OutputTap;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TapsTest {

    private static final Program WEB = Program.of("web", "true");

    private final List<String> told = new ArrayList<>();
    private final Told file = new Told("file");
    private final OutputTap prefixed = (_, _) -> new Told("prefixed");
    private final OutputTap plain = (_, _) -> new Told("plain");
    private final Optional<Taps.Screens> screens = Optional.of(new Taps.Screens(prefixed, plain));

    private final class Told implements OutputListener {

        private final String name;
        private boolean isReady = true;

        Told(String name) {
            this.name = name;
        }

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            told.add(name + " " + StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public void ended(StdStream stream) {
            told.add(name + " ended");
        }
    }

    @Test
    void whatIsKeptAndShownGoesToTheFileFirst() {
        OutputListener listener = open(LogPolicy.Mode.LINES, LogPolicy.Show.PREFIXED, screens);

        write(listener);

        assertThat(told).containsExactly("file hi", "prefixed hi", "file ended", "prefixed ended");
    }

    @Test
    void whatIsOnlyKeptGoesToItsKeeperAsItIs() {
        assertThat(open(LogPolicy.Mode.RAW, LogPolicy.Show.NO, screens)).isSameAs(file);
        assertThat(open(LogPolicy.Mode.LINES, LogPolicy.Show.PREFIXED, Optional.empty()))
                .isSameAs(file);
    }

    @Test
    void plainLinesGoWhereThereIsNoPrefix() {
        write(open(LogPolicy.Mode.PASS_THROUGH, LogPolicy.Show.PLAIN, screens));

        assertThat(told).containsExactly("plain hi", "plain ended");
    }

    @Test
    void outputThatNobodyWantsIsTakenAndForgotten() {
        for (LogPolicy.Mode mode : List.of(LogPolicy.Mode.PASS_THROUGH, LogPolicy.Mode.NONE, LogPolicy.Mode.INHERIT)) {
            OutputListener listener = open(mode, LogPolicy.Show.PREFIXED, Optional.empty());
            assertThat(listener.isReady()).isTrue();
            write(listener);
        }
        write(open(LogPolicy.Mode.NONE, LogPolicy.Show.PREFIXED, screens));

        assertThat(told).isEmpty();
    }

    @Test
    void oneWhoHasNoRoomMakesTheProgramWaitThoughItIsShownToo() {
        OutputListener listener = open(LogPolicy.Mode.LINES, LogPolicy.Show.PREFIXED, screens);
        assertThat(listener.isReady()).isTrue();

        file.isReady = false;

        assertThat(listener.isReady()).isFalse();
    }

    @Test
    void whereThereIsNoFileItIsStillShown() {
        Taps taps = new Taps((_, _, _) -> Optional.empty(), screens);
        taps.assign(WEB.name(), Optional.of(LogPolicy.STANDARD));

        write(taps.open(WEB, 1));

        assertThat(told).containsExactly("prefixed hi", "prefixed ended");
    }

    @Test
    void itsKeeperIsToldOfAnotherPolicyAndOfNoneThatIsTheSame() {
        List<LogPolicy> applied = new ArrayList<>();
        Taps.Keeper keeper = new Taps.Keeper() {
            @Override
            public Optional<OutputListener> open(Program program, long run, LogPolicy policy) {
                return Optional.of(file);
            }

            @Override
            public void apply(ProgramName program, LogPolicy policy) {
                applied.add(policy);
            }
        };
        Taps taps = new Taps(keeper, screens);
        LogPolicy other = policy(LogPolicy.Mode.LINES, LogPolicy.Show.PREFIXED);
        taps.assign(WEB.name(), Optional.of(LogPolicy.STANDARD));
        taps.assign(WEB.name(), Optional.of(LogPolicy.STANDARD));
        taps.assign(WEB.name(), Optional.of(other));
        taps.assign(WEB.name(), Optional.empty());
        taps.assign(WEB.name(), Optional.of(LogPolicy.STANDARD));

        assertThat(applied).containsExactly(other);
    }

    private OutputListener open(LogPolicy.Mode mode, LogPolicy.Show show, Optional<Taps.Screens> where) {
        Taps taps = new Taps((_, _, _) -> Optional.of(file), where);
        taps.assign(WEB.name(), Optional.of(policy(mode, show)));
        return taps.open(WEB, 1);
    }

    private static void write(OutputListener listener) {
        listener.output(StdStream.STDOUT, ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8)));
        listener.ended(StdStream.STDOUT);
    }

    private static LogPolicy policy(LogPolicy.Mode mode, LogPolicy.Show show) {
        return new LogPolicy(
                mode,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                5,
                Optional.empty(),
                OptionalLong.empty(),
                LogPolicy.Compression.NONE,
                LogPolicy.OnFull.WAIT,
                show,
                List.of());
    }
}
