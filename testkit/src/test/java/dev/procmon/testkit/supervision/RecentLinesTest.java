// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.monitor.RecentLines;
import dev.procmon.core.monitor.RecentListener;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.output.KeptLine;
import dev.procmon.core.output.LastLines;
import dev.procmon.core.output.LinePart;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.VirtualReactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last lines of all programs, as a supervisor runs them. */
class RecentLinesTest {

    private final VirtualReactor reactor = new VirtualReactor();
    private final LineTap tap = new LineTap();
    private final Supervisor supervisor = new Supervisor(reactor, tap, 1);
    private final RecentLines recent = new RecentLines(reactor, reactor::wallTime, 1024 * 1024);

    @BeforeEach
    void keepWhatIsWritten() {
        tap.subscribe(recent);
        supervisor.subscribeToNews(recent);
    }

    @Test
    void whatAProgramWritesIsKeptWithItsTimeAndRun() {
        reactor.script("web", ChildScript.exitsAfter(SECOND, 1).thatWrites(SECOND.dividedBy(2), "hello\n"));
        run("web");
        reactor.advance(SECOND.multipliedBy(3));

        assertThat(recent.of(name("web")).orElseThrow().last(10))
                .extracting(line -> line.at().toEpochMilli() + " " + line.run() + " " + line.text())
                .containsExactly("500 1 hello", "2500 2 hello");
        assertThat(recent.of(name("db"))).isEmpty();
    }

    @Test
    void linesAreNumberedAmongThoseOfAllProgramsBeyondThoseOfAnEarlierSupervisor() {
        reactor.setWallTime(Instant.parse("2026-11-25T00:00:00Z"));
        write("web", "one");
        write("db", "two");
        write("web", "three");

        long first = recent.of(name("web")).orElseThrow().last(2).getFirst().id();
        assertThat(recent.of(name("db")).orElseThrow().last(1).getFirst().id()).isEqualTo(first + 1);
        assertThat(recent.of(name("web")).orElseThrow().last(1).getFirst().id()).isEqualTo(first + 2);
        assertThat(first).isGreaterThan(Instant.parse("2026-11-24T23:59:59Z").toEpochMilli() << 10);
    }

    @Test
    void theLinesOfARemovedProgramAreForgottenWhenItIsGone() {
        reactor.script(
                "web", ChildScript.runsForever().thatWrites(SECOND, "hello\n").thatExitsOn(Signal.TERM, SECOND, 0));
        List<News> news = new ArrayList<>();
        supervisor.subscribeToNews(news::add);
        run("web");
        reactor.advance(SECOND);
        var _ = supervisor.remove(name("web"));
        reactor.runTasks();
        assertThat(recent.of(name("web"))).isPresent();
        assertThat(news).noneMatch(each -> each instanceof News.Removed);
        reactor.advance(SECOND);

        assertThat(recent.of(name("web"))).isEmpty();
        assertThat(news).filteredOn(each -> each instanceof News.Removed).hasSize(1);
    }

    @Test
    void theLinesOfANameThatSomebodyElseHasStay() {
        reactor.script(
                "web", ChildScript.runsForever().thatWrites(SECOND, "hello\n").thatExitsOn(Signal.TERM, SECOND, 0));
        run("web");
        reactor.advance(SECOND);
        var _ = supervisor.remove(name("web"));
        run("web");
        reactor.advance(SECOND.multipliedBy(3));

        assertThat(recent.of(name("web")).orElseThrow().last(10)).hasSize(2);
    }

    @Test
    void aProgramThatNeverRanIsGoneAtOnce() {
        List<News> news = new ArrayList<>();
        supervisor.subscribeToNews(news::add);
        reactor.script("web", ChildScript.runsForever());
        var _ = supervisor.add(Program.of("web", "web"), PLAIN);
        var _ = supervisor.remove(name("web"));
        reactor.runTasks();

        assertThat(news).singleElement().isInstanceOf(News.Removed.class);
    }

    @Test
    void manyProgramsShareTheBudgetAndFewerHaveMoreAgain() {
        for (int i = 0; i < 512; i++) {
            fill("program" + i);
        }
        assertThat(bytesKept(512)).isLessThanOrEqualTo(1024 * 1024);
        assertThat(kept("program0")).isBetween(1_000, 2_048);
        for (int i = 8; i < 512; i++) {
            recent.told(new News.Removed(name("program" + i), reactor.now()));
        }
        reactor.runTasks();
        fill("program0");

        assertThat(kept("program0")).isBetween(60_000, RecentLines.PROGRAM_MAX);
    }

    @Test
    void whoFollowsSomeProgramsIsToldOfTheirLinesWithTheNumbersUnderWhichTheyAreKept() {
        List<String> told = new ArrayList<>();
        RecentListener listener = (program, line) -> told.add(program + " " + line.sequence() + " " + line.text());
        write("web", "before");
        recent.subscribe(program -> program.equals(name("web")), listener);
        write("db", "of another");
        write("web", "x".repeat(20_000));
        recent.unsubscribe(listener);
        write("web", "after");

        assertThat(told).containsExactly("web 2 " + "x".repeat(20_000));
        KeptLine cut = recent.of(name("web")).orElseThrow().last(2).getFirst();
        assertThat(cut.sequence()).isEqualTo(2);
        assertThat(cut.cut()).isPositive();
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromTheirLines() {
        List<String> told = new ArrayList<>();
        recent.subscribe(_ -> true, (_, _) -> {
            throw new IllegalStateException("on purpose");
        });
        recent.subscribe(_ -> true, (_, line) -> told.add(line.text()));
        write("web", "hello");

        assertThat(told).containsExactly("hello");
    }

    private void run(String name) {
        var _ = supervisor.add(Program.of(name, name), PLAIN);
        var _ = supervisor.start(name(name));
        reactor.runTasks();
    }

    private void write(String program, String text) {
        recent.line(new OutputLine(new ProgramName(program), 1, StdStream.STDOUT, text, LinePart.WHOLE));
    }

    private void fill(String program) {
        for (int i = 0; i < 1000; i++) {
            write(program, "y".repeat(75));
        }
    }

    private int kept(String program) {
        LastLines lines = recent.of(name(program)).orElseThrow();
        return lines.last(10_000).size() * 108;
    }

    private int bytesKept(int programs) {
        int all = 0;
        for (int i = 0; i < programs; i++) {
            all += kept("program" + i);
        }
        return all;
    }
}
