// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.ONE_SHOT;
import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.SECOND;
import static dev.procmon.testkit.supervision.Supervision.name;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static dev.procmon.testkit.supervision.Supervision.wants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Condition;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.JobPolicy.Missed;
import dev.procmon.core.policy.JobPolicy.Overlap;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.Schedule;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that run at times. The time of day begins at midnight. */
class JobTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Schedule HOURLY =
            after -> Optional.of(after.truncatedTo(ChronoUnit.HOURS).plus(HOUR));

    @RegisterExtension
    final Supervision world = new Supervision();

    @Test
    void aJobIsRunWhenItsTimeHasComeAndNotBefore() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        assertThat(world.holds("report")).containsExactly("its time has not come");
        assertThat(world.view("report").nextTime()).contains(Instant.EPOCH.plus(HOUR));

        world.reactor.advance(HOUR.minusMillis(1));
        assertThat(world.runs("report")).isZero();
        world.millis(1);
        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
        world.reactor.advance(MINUTE);
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        assertThat(world.view("report").life().lastOutcome().orElseThrow().success())
                .isTrue();

        world.reactor.advance(Duration.ofHours(23));
        assertThat(world.runs("report")).isEqualTo(24);
    }

    @Test
    void anIntervalIsCountedByTheMonotonicClockWhateverTheTimeOfDayIs() {
        world.reactor.script("report", ChildScript.exitsAfter(SECOND, 0));
        add(every(Duration.ofSeconds(10)), Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.seconds(5);
        world.reactor.setWallTime(Instant.EPOCH.plus(Duration.ofDays(4000)));
        world.seconds(4);
        assertThat(world.runs("report")).isZero();
        world.seconds(1);
        assertThat(world.runs("report")).isEqualTo(1);
        world.reactor.setWallTime(Instant.EPOCH);
        world.seconds(100);

        assertThat(world.runs("report")).isEqualTo(11);
    }

    @Test
    void atTheTimeOfARunThatIsNotOverTheNextIsLeftOut() {
        world.reactor.script("report", ChildScript.exitsAfter(Duration.ofMinutes(90), 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.advance(Duration.ofHours(4).minusSeconds(1));

        assertThat(world.runs("report")).isEqualTo(2);
        assertThat(world.news(News.TimeSkipped.class))
                .extracting(News.TimeSkipped::why)
                .containsExactly(News.Skip.OVERLAP);
    }

    @Test
    void atTheTimeOfARunThatIsNotOverOneIsQueuedAtTheMost() {
        world.reactor.script(
                "report", ChildScript.exitsAfter(Duration.ofMinutes(200), 0), ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.QUEUE, Missed.SKIP);
        world.start("report");
        world.reactor.advance(HOUR.plusMinutes(199));
        assertThat(world.runs("report")).isEqualTo(1);
        world.reactor.advance(MINUTE);
        assertThat(world.runs("report")).isEqualTo(2);
        world.reactor.advance(Duration.ofMinutes(10));

        assertThat(world.runs("report")).isEqualTo(2);
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
    }

    @Test
    void atTheTimeOfARunThatIsNotOverItIsReplaced() {
        world.reactor.script("report", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        add(HOURLY, Overlap.REPLACE, Missed.SKIP);
        world.start("report");
        world.reactor.advance(HOUR.multipliedBy(2));
        assertThat(world.processes("report").getFirst().signals()).containsExactly(Signal.TERM);
        assertThat(world.runs("report")).isEqualTo(1);
        world.seconds(1);

        assertThat(world.runs("report")).isEqualTo(2);
        assertThat(world.reactor.living()).hasSize(1);
    }

    @Test
    void timesThatPassedWhileTheHostSleptAreLeftOut() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.sleep(Duration.ofMinutes(5 * 60 + 30));
        assertThat(world.runs("report")).isZero();
        assertThat(world.news(News.TimeSkipped.class))
                .extracting(News.TimeSkipped::why)
                .containsExactly(News.Skip.MISSED);

        world.reactor.advance(Duration.ofMinutes(30));
        assertThat(world.runs("report")).isEqualTo(1);
    }

    @Test
    void timesThatPassedWhileTheHostSleptAreMadeUpForOnce() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.RUN_ONCE);
        world.start("report");
        world.reactor.sleep(Duration.ofMinutes(5 * 60 + 30));
        world.reactor.runTasks();
        assertThat(world.runs("report")).isEqualTo(1);

        world.reactor.advance(Duration.ofMinutes(29));
        assertThat(world.runs("report")).isEqualTo(1);
        world.reactor.advance(MINUTE);
        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aSupervisorThatWasHeldUpTreatsLateTimesAsMissed() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.jump(HOUR.plus(Duration.ofMinutes(10)));
        assertThat(world.runs("report")).isZero();
        world.reactor.advance(Duration.ofMinutes(50));
        assertThat(world.runs("report")).isEqualTo(1);
    }

    @Test
    void aTimeThatIsALittleLateIsNotMissed() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.jump(HOUR.plusSeconds(30));

        assertThat(world.runs("report")).isEqualTo(1);
    }

    @Test
    void whatWasDoneBeforeTheClockWasSetBackIsNotDoneAgain() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.advance(Duration.ofMinutes(10 * 60 + 30));
        assertThat(world.runs("report")).isEqualTo(10);

        world.reactor.setWallTime(Instant.EPOCH.plus(Duration.ofMinutes(8 * 60 + 30)));
        world.reactor.advance(Duration.ofMinutes(149));
        assertThat(world.runs("report")).isEqualTo(10);
        world.reactor.advance(MINUTE);
        assertThat(world.runs("report")).isEqualTo(11);
    }

    @Test
    void aClockThatIsSetBackByDaysHoldsNobodyUpForDays() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        world.reactor.setWallTime(Instant.EPOCH.plus(Duration.ofDays(10)));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.advance(HOUR);
        world.reactor.setWallTime(Instant.EPOCH);
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetForwardPastATimeMissesIt() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.setWallTime(Instant.EPOCH.plus(Duration.ofMinutes(90)));
        assertThat(world.runs("report")).isZero();
        world.reactor.advance(Duration.ofMinutes(30));

        assertThat(world.runs("report")).isEqualTo(1);
    }

    @Test
    void aFailedRunIsTriedAgainAndThenTheScheduleGoesOn() {
        world.reactor.script("report", ChildScript.exitsAfter(SECOND, 1), ChildScript.exitsAfter(SECOND, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.advance(HOUR);
        world.seconds(1);
        assertThat(world.phase("report")).isEqualTo(Phase.BACKING_OFF);
        world.seconds(2);
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(3);
    }

    @Test
    void aRunThatIsGivenUpWaitsForTheNextTime() {
        world.reactor.script("report", ChildScript.exitsAfter(SECOND, 1));
        Policy policy = ONE_SHOT.scheduled(new JobPolicy(HOURLY, Overlap.SKIP, Missed.SKIP))
                .givingUp(new GiveUp(new RestartIntensity(2, MINUTE), new GiveUp.StayFailed()));
        world.add("report", policy);
        world.start("report");
        world.reactor.advance(HOUR.plusMinutes(30));
        assertThat(world.runs("report")).isEqualTo(3);
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(6);
    }

    @Test
    void aRunThatLastsTooLongIsEndedAndHasFailed() {
        world.reactor.script("report", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        Policy policy = PLAIN.restarting(
                        dev.procmon.core.policy.RestartPolicy.of(dev.procmon.core.policy.RestartPolicy.Mode.NEVER))
                .scheduled(new JobPolicy(HOURLY, Overlap.SKIP, Missed.SKIP))
                .runningAtMost(Duration.ofMinutes(5));
        world.add("report", policy);
        world.start("report");
        world.reactor.advance(HOUR.plusMinutes(5));
        assertThat(world.process("report").signals()).containsExactly(Signal.TERM);
        world.seconds(1);

        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        assertThat(world.view("report").life().lastOutcome().orElseThrow().success())
                .isFalse();
    }

    @Test
    void aTriggerRunsItNowAndTheScheduleGoesOn() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.advance(Duration.ofMinutes(10));
        world.done(world.supervisor.trigger(name("report")));
        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
        world.reactor.advance(Duration.ofMinutes(50));

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aTriggerOfWhatDoesNotRunAtTimesOrIsDownFails() {
        world.add("web");
        add(HOURLY, Overlap.SKIP, Missed.SKIP);

        assertThat(world.asked(world.supervisor.trigger(name("web"))).exceptionNow())
                .hasMessage("web does not run at times");
        assertThat(world.asked(world.supervisor.trigger(name("report"))).exceptionNow())
                .hasMessage("report is not started");
    }

    @Test
    void aJobThatIsStoppedIsNotRunAnyMore() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.done(world.stop("report"));
        assertThat(world.world.held()).isZero();
        world.reactor.advance(HOUR.multipliedBy(5));
        assertThat(world.runs("report")).isZero();
    }

    @Test
    void aJobThatIsStartedWhileItsRunIsBeingStoppedWaitsForItsTime() {
        world.reactor.script("report", ChildScript.runsForever().thatExitsOn(Signal.TERM, SECOND, 0));
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.start("report");
        world.reactor.advance(HOUR);
        var _ = world.stop("report");
        world.start("report");
        world.seconds(2);
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aJobWaitsForWhatItNeedsWhenItsTimeHasCome() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 0));
        world.add("db");
        world.add(
                "report",
                ONE_SHOT.scheduled(new JobPolicy(HOURLY, Overlap.SKIP, Missed.SKIP)),
                needs("db", Condition.READY));
        world.start("report");
        world.done(world.stop("db"));
        world.reactor.advance(HOUR.plusMinutes(10));
        assertThat(world.runs("report")).isZero();
        world.start("db");

        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void nobodyWhoMerelyComesAfterAJobWaitsForItsTime() {
        add(HOURLY, Overlap.SKIP, Missed.SKIP);
        world.add("web", wants("report"));
        world.start("report", "web");

        assertThat(world.phase("web")).isEqualTo(Phase.RUNNING);
    }

    private void add(Schedule schedule, Overlap overlap, Missed missed) {
        world.add("report", ONE_SHOT.scheduled(new JobPolicy(schedule, overlap, missed)));
    }

    private static Schedule every(Duration interval) {
        return new Schedule() {
            @Override
            public Optional<Instant> next(Instant after) {
                return Optional.of(after.plus(interval));
            }

            @Override
            public Optional<Duration> interval() {
                return Optional.of(interval);
            }
        };
    }
}
