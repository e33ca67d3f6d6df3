// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventMakerTest {

    private static final Run RUN = new Run(7, new MonotonicTime(3_500_000_000L));
    private static final ExitStatus SUCCESS = new ExitStatus.Exited(0);
    private static final ChildState RUNNING = new ChildState.Running(RUN, 42, Optional.empty());
    private static final MonotonicTime LATER = AllEvents.NOW.plus(Duration.ofSeconds(2));
    private static final ChildState TERMINATING =
            new ChildState.Terminating(RUN, 42, LATER, ChildState.Sequel.START_AGAIN);

    private final EventMaker maker = new EventMaker(AllEvents.CLOCKS);

    @Test
    void anExitAndWhatFollowsAreOneEvent() {
        ExitStatus status = new ExitStatus.Exited(3);
        Event event = of(
                RUNNING,
                new ChildEvent.ProcessExited(7, status),
                new ChildState.BackingOff(LATER, status),
                Reason.DIED_EARLY);
        assertThat(event.kind()).isEqualTo("exited");
        assertThat(event.program()).contains("web");
        assertThat(event.run()).hasValue(7);
        assertThat(event.change()).contains(new Event.Change("running", "backing-off", Reason.DIED_EARLY.sentence()));
        assertThat(event.tone()).isEqualTo(Tone.BAD);
        assertThat(event.message()).isEqualTo("exited with 3 after 1.5s; restarting in 2s");
        assertThat(event.details())
                .containsExactly(
                        entry("pid", 42L),
                        entry("code", 3L),
                        entry("uptime_ms", 1500.0),
                        entry("success", false),
                        entry("delay_ms", 2000.0));
    }

    @Test
    void theEndOfARunAndTheBeginningOfTheNextAreAboutTheOneThatEnded() {
        Event event = of(
                TERMINATING,
                new ChildEvent.ProcessExited(7, SUCCESS),
                new ChildState.Starting(new Run(8, AllEvents.NOW)),
                Reason.RESTARTED_AS_REQUESTED);
        assertThat(event.run()).hasValue(7);
        assertThat(event.details()).containsEntry("next_run", 8L).doesNotContainKey("success");
    }

    @Test
    void aRunThatWasNotWellIsNoSuccessWhateverItsStatus() {
        Run unwell = new Run(7, RUN.startedAt(), Optional.empty(), Optional.empty(), Duration.ZERO, true);
        ChildState from = new ChildState.Running(unwell, 42, Optional.empty());
        ChildState to = new ChildState.BackingOff(LATER, SUCCESS);
        ChildEvent exit = new ChildEvent.ProcessExited(7, SUCCESS);
        assertThat(of(from, exit, to, Reason.LIVED_LONG).details()).containsEntry("success", false);
        assertThat(of(RUNNING, exit, to, Reason.LIVED_LONG).details()).containsEntry("success", true);
    }

    @Test
    void howALeaderEndedAndWhatItsPeopleAreSentAreTwoSignals() {
        ExitStatus hup = ExitStatus.signaled(Signal.HUP);
        Event event = of(RUNNING, new ChildEvent.LeaderExited(7, hup), TERMINATING, Reason.LEFT_OTHERS_BEHIND);
        assertThat(event.kind()).isEqualTo("left-others-behind");
        assertThat(event.details()).containsEntry("signal", "HUP").containsEntry("sent", "TERM");
    }

    @Test
    void aRequestThatOnlyChangesWhatComesNextIsNoSecondStop() {
        Event event = of(TERMINATING, new ChildEvent.Restart(), TERMINATING, Reason.RESTART_REQUESTED);
        assertThat(event.kind()).isEqualTo("noted");
        assertThat(event.details()).containsExactly(entry("pid", 42L));
    }

    @Test
    void aKillThatIsSentAgainIsToldAgain() {
        ChildState killing = new ChildState.Killing(RUN, 42, Optional.of(LATER), ChildState.Sequel.JUDGE);
        assertThat(of(killing, new ChildEvent.DeadlineReached(), killing, Reason.OUTLIVED_KILL)
                        .kind())
                .isEqualTo("killing");
    }

    @Test
    void whatIsNoHolderSaysSo() {
        ChildTransition transition = new ChildTransition(
                AllEvents.transition(RUNNING, new ChildEvent.Stop(), TERMINATING, Reason.STOP_REQUESTED)
                        .program(),
                Role.DEPARTING,
                RUNNING,
                new ChildEvent.Stop(),
                TERMINATING,
                Reason.STOP_REQUESTED,
                AllEvents.NOW);
        Event event = maker.of(transition, Policy.STANDARD);
        assertThat(event.role()).contains("departing");
        assertThat(event.message()).startsWith("old run: stopping");
    }

    @Test
    void anEventHasTheTimeOfWhatHappenedAndNotOfWhenItWasMade() {
        Clocks late = new Clocks(
                () -> Instant.parse("2026-01-02T03:04:07.000000900Z"), () -> LATER, new MonotonicTime(1_000_000_000L));
        ChildTransition transition =
                AllEvents.transition(RUNNING, new ChildEvent.Stop(), TERMINATING, Reason.STOP_REQUESTED);
        Event event = new EventMaker(late).of(transition, Policy.STANDARD);
        assertThat(event.time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(event.ms()).isEqualTo(4000.0);
    }

    @Test
    void whatTheSupervisorDoesHasNoProgram() {
        Event event = maker.of(new Notice.Stopping(2, Signal.TERM));
        assertThat(event.program()).isEmpty();
        assertThat(event.run()).isEqualTo(OptionalLong.empty());
        assertThat(event.kind()).isEqualTo("stopping-all");
        assertThat(event.details()).containsExactly(entry("programs", 2L), entry("signal", "TERM"));
    }

    private Event of(ChildState from, ChildEvent event, ChildState to, Reason reason) {
        return maker.of(AllEvents.transition(from, event, to, reason), Policy.STANDARD);
    }
}
