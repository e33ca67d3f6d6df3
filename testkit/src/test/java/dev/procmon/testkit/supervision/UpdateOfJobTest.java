// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.supervision;

import static dev.procmon.testkit.supervision.Supervision.ONE_SHOT;
import static dev.procmon.testkit.supervision.Supervision.PLAIN;
import static dev.procmon.testkit.supervision.Supervision.TELLING;
import static dev.procmon.testkit.supervision.Supervision.needs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.JobPolicy.Missed;
import dev.procmon.core.policy.JobPolicy.Overlap;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Schedule;
import dev.procmon.core.program.Program;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The times of a program are changed, or it becomes one that runs at times, or is one no longer. The time of day begins at midnight. */
class UpdateOfJobTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    final Supervision world = new Supervision();

    @BeforeEach
    void letWorkTakeAMinute() {
        world.reactor.scriptForAllOthers(ChildScript.exitsAfter(MINUTE, 0));
    }

    @Test
    void theNextTimeIsFoundAnew() {
        add(at(HOUR));
        update(at(HOUR.multipliedBy(2)));
        assertThat(world.view("report").nextTime()).contains(Instant.EPOCH.plus(HOUR.multipliedBy(2)));
        world.reactor.advance(HOUR.multipliedBy(2).minusMillis(1));
        assertThat(world.runs("report")).isZero();
        world.millis(1);

        assertThat(world.runs("report")).isEqualTo(1);
    }

    @Test
    void anIntervalThatIsTheSameIsNotBegunAnew() {
        add(every(HOUR));
        world.reactor.advance(HOUR.plusMinutes(50));
        assertThat(world.runs("report")).isEqualTo(1);
        update(every(HOUR).backingOff(PLAIN.backoff()));
        world.reactor.advance(Duration.ofMinutes(10));

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void whatIsDoneAtTheTimeOfARunThatIsNotOverIsAsTheUpdateSays() {
        world.reactor.script("report", ChildScript.exitsAfter(Duration.ofMinutes(90), 0));
        add(every(HOUR));
        world.reactor.advance(HOUR.plusMinutes(1));
        update(ONE_SHOT.scheduled(new JobPolicy(new Every(HOUR), Overlap.QUEUE, Missed.SKIP)));
        world.reactor.advance(Duration.ofMinutes(89));

        assertThat(world.news(News.TimeSkipped.class)).isEmpty();
        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aRunOfAJobThatIsNoneAnyLongerGoesOnAndIsFollowedAsTheNewPolicySays() {
        add(at(HOUR));
        world.reactor.advance(HOUR);
        update(PLAIN);
        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
        assertThat(world.view("report").nextTime()).isEmpty();
        world.reactor.advance(MINUTE);

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aJobThatWaitedForItsTimeAndIsNoneAnyLongerIsStarted() {
        add(at(HOUR));
        update(PLAIN);

        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
        assertThat(world.world.held()).isZero();
    }

    @Test
    void aJobThatWasStoppedAndIsNoneAnyLongerStaysStopped() {
        add(at(HOUR));
        world.done(world.stop("report"));
        update(PLAIN);
        world.reactor.advance(HOUR.multipliedBy(3));

        assertThat(world.phase("report")).isEqualTo(Phase.STOPPED);
        assertThat(world.runs("report")).isZero();
    }

    @Test
    void aRunOfAProgramThatBecomesAJobGoesOnAndThenItWaitsForItsTime() {
        world.add("report", ONE_SHOT);
        world.start("report");
        update(at(HOUR));
        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
        assertThat(world.view("report").nextTime()).contains(Instant.EPOCH.plus(HOUR));
        world.reactor.advance(MINUTE);
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        world.reactor.advance(HOUR.minus(MINUTE));

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aRunThatWasUnderWayWhenItsProgramBecameAJobIsTriedAgainWhenItFails() {
        world.reactor.script("report", ChildScript.exitsAfter(MINUTE, 1), ChildScript.exitsAfter(MINUTE, 0));
        world.add("report", ONE_SHOT);
        world.start("report");
        update(at(HOUR));
        world.reactor.advance(MINUTE);

        assertThat(world.runs("report")).isEqualTo(2);
        assertThat(world.phase("report")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void oneThatHasDoneItsWorkAndBecomesAJobWaitsForItsTime() {
        world.add("report", ONE_SHOT);
        world.start("report");
        world.reactor.advance(MINUTE);
        assertThat(world.phase("report")).isEqualTo(Phase.EXITED);
        update(at(HOUR));
        assertThat(world.phase("report")).isEqualTo(Phase.WAITING);
        assertThat(world.holds("report")).containsExactly("its time has not come");
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void aStoppedProgramThatBecomesAJobIsNotRunAtItsTimes() {
        world.add("report", ONE_SHOT);
        update(every(HOUR));
        world.reactor.advance(HOUR.multipliedBy(3));

        assertThat(world.runs("report")).isZero();
        assertThat(world.view("report").nextTime()).isEmpty();
    }

    @Test
    void oneThatBacksOffAndBecomesAJobWaitsForItsTime() {
        world.reactor.script("report", ChildScript.exitsAfter(Duration.ZERO, 1), ChildScript.exitsAfter(MINUTE, 0));
        world.add("report", ONE_SHOT);
        world.start("report");
        world.reactor.advance(Duration.ZERO);
        assertThat(world.phase("report")).isEqualTo(Phase.BACKING_OFF);
        update(at(HOUR));
        world.seconds(100);
        assertThat(world.runs("report")).isEqualTo(1);
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(2);
    }

    @Test
    void oneThatWaitsForAnotherAndBecomesAJobWaitsForItsTimeToo() {
        world.add("db", TELLING);
        world.add("report", ONE_SHOT, needs("db", Condition.READY));
        world.start("report");
        world.done(world.supervisor.stop(Supervision.name("db")));
        world.done(world.supervisor.update(program(), at(HOUR), Relations.NONE));
        assertThat(world.holds("report")).containsExactly("its time has not come");
        world.reactor.advance(HOUR);

        assertThat(world.runs("report")).isEqualTo(1);
    }

    private void add(Policy policy) {
        world.add("report", policy);
        world.start("report");
    }

    private void update(Policy policy) {
        world.done(world.supervisor.update(program(), policy, Relations.NONE));
    }

    private static Program program() {
        return Program.of("report", "report");
    }

    /** Once, at a time after midnight. */
    private static Policy at(Duration time) {
        Instant once = Instant.EPOCH.plus(time);
        Schedule schedule = after -> after.isBefore(once) ? Optional.of(once) : Optional.empty();
        return ONE_SHOT.scheduled(new JobPolicy(schedule, Overlap.SKIP, Missed.SKIP));
    }

    private static Policy every(Duration interval) {
        return ONE_SHOT.scheduled(new JobPolicy(new Every(interval), Overlap.SKIP, Missed.SKIP));
    }

    private record Every(Duration period) implements Schedule {

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(after.plus(period));
        }

        @Override
        public Optional<Duration> interval() {
            return Optional.of(period);
        }
    }
}
