// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Step;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Schedule;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says whose time has come, of the programs that run at times. The time of day may be set: whenever that happens all
 * appointments are made anew. A time that has passed by more than {@link #LATE} was missed. After the clock was set back by
 * no more than {@link #SET_BACK_MAX}, what has been done is not done again.
 */
final class Timetable {

    static final Duration LATE = Duration.ofMinutes(1);
    static final Duration SET_BACK_MAX = Duration.ofHours(3);

    private final Engine engine;
    private final Map<Child, Appointment> appointments = new LinkedHashMap<>();
    private boolean followsClock;

    Timetable(Engine engine) {
        this.engine = engine;
    }

    /** When a program is run next. */
    private static final class Appointment {

        final Child child;
        JobPolicy job;
        Optional<Instant> next = Optional.empty();
        Optional<Instant> last = Optional.empty();
        Optional<Timer> timer = Optional.empty();
        boolean hasCome;
        boolean comesAgain;

        Appointment(Child child, JobPolicy job) {
            this.child = child;
            this.job = job;
        }
    }

    /** Tell whether a child must wait for its time. */
    boolean holds(Child child) {
        Appointment appointment = appointments.get(child);
        return appointment == null ? child.policy.get().job().isPresent() : !appointment.hasCome;
    }

    /** Return when a child is run next. */
    Optional<Instant> next(Child child) {
        return Optional.ofNullable(appointments.get(child)).flatMap(appointment -> appointment.next);
    }

    /** Run a child now, as if its time had come. */
    void trigger(Child child) {
        Appointment appointment = appointments.get(child);
        if (appointment == null) {
            throw new IllegalStateException(
                    child.policy.get().job().isPresent()
                            ? child.name() + " is not started"
                            : child.name() + " does not run at times");
        }
        come(appointment);
    }

    void forget(Child child) {
        Appointment appointment = appointments.remove(child);
        if (appointment != null) {
            appointment.timer.ifPresent(Timer::cancel);
        }
    }

    /**
     * A child is treated in another way than before. One that is a job now waits for its time, unless it runs; one that is
     * none any longer waits for it no more; and where its times are others, the next one is found anew.
     */
    void updated(Child child, Policy before) {
        Optional<JobPolicy> job = child.policy.get().job();
        Appointment appointment = appointments.get(child);
        if (job.isEmpty()) {
            forget(child);
        } else if (appointment != null) {
            boolean sameTimes = job.get().schedule().equals(appointment.job.schedule());
            appointment.job = job.get();
            if (!sameTimes) {
                arm(appointment);
            }
        } else if (before.job().isEmpty() && isUp(child)) {
            make(child, job.get());
        }
    }

    private static boolean isUp(Child child) {
        return child.life.wanted() == Wanted.UP && !(child.life.state() instanceof ChildState.Failed);
    }

    private Appointment make(Child child, JobPolicy job) {
        Appointment appointment = new Appointment(child, job);
        appointments.put(child, appointment);
        // One that has taken over the name of another, or has just become a job, runs already. One that is being ended
        // has
        // been stopped before.
        appointment.hasCome = child.isAlive() && child.life.state().phase() != ChildState.Phase.STOPPING;
        followClock();
        arm(appointment);
        return appointment;
    }

    /** Make or cancel the appointment of a child, and note when a run of it is over. */
    void followed(Child child, Life before, Step step) {
        Optional<JobPolicy> job = child.policy.get().job();
        if (job.isEmpty() || child.role != Role.HOLDER) {
            return;
        }
        if (!isUp(child)) {
            forget(child);
            return;
        }
        Appointment appointment = appointments.get(child);
        if (appointment == null) {
            appointment = make(child, job.get());
        }
        boolean over = before.state().liveRun().isPresent()
                && (step.reason() == Reason.SCHEDULE_SAYS_LATER || step.reason() == Reason.GAVE_UP);
        if (over) {
            appointment.hasCome = appointment.comesAgain;
            appointment.comesAgain = false;
        }
    }

    private void followClock() {
        if (!followsClock) {
            followsClock = true;
            engine.reactor.onClockChange(
                    () -> List.copyOf(appointments.values()).forEach(this::look));
        }
    }

    private void arm(Appointment appointment) {
        appointment.timer.ifPresent(Timer::cancel);
        Instant wall = engine.reactor.wallTime();
        Schedule schedule = appointment.job.schedule();
        // The first time of an interval is found by the time of day, so that a restart of the supervisor does not begin
        // it anew.
        appointment.next = appointment.last.isPresent() && schedule.interval().isPresent()
                ? schedule.interval().map(wall::plus)
                : schedule.next(from(appointment, wall));
        Optional<Duration> wait = appointment.next.map(next -> Duration.between(wall, next));
        appointment.timer = wait.map(time -> schedule(appointment, time));
    }

    private Timer schedule(Appointment appointment, Duration time) {
        MonotonicTime when = engine.now().plus(time.isNegative() ? Duration.ZERO : time);
        return engine.reactor.schedule(when, () -> due(appointment));
    }

    private static Instant from(Appointment appointment, Instant wall) {
        return appointment
                .last
                .filter(last ->
                        last.isAfter(wall) && Duration.between(wall, last).compareTo(SET_BACK_MAX) <= 0)
                .orElse(wall);
    }

    /** The clock has changed: what was to come may be further away, or past. */
    private void look(Appointment appointment) {
        if (appointment.job.schedule().interval().isPresent()) {
            return;
        }
        Instant wall = engine.reactor.wallTime();
        if (appointment.next.filter(next -> !next.isAfter(wall)).isPresent()) {
            due(appointment);
        } else {
            arm(appointment);
        }
    }

    private void due(Appointment appointment) {
        Instant wall = engine.reactor.wallTime();
        Instant due = appointment.next.orElse(wall);
        boolean interval = appointment.job.schedule().interval().isPresent();
        if (!interval && due.isAfter(wall)) {
            // The clock was set back meanwhile.
            arm(appointment);
            return;
        }
        boolean missed = !interval && Duration.between(due, wall).compareTo(LATE) > 0;
        appointment.last = Optional.of(interval ? wall : due);
        arm(appointment);
        if (missed && appointment.job.missed() == JobPolicy.Missed.SKIP) {
            skip(appointment, News.Skip.MISSED);
        } else {
            come(appointment);
        }
    }

    private void come(Appointment appointment) {
        Child child = appointment.child;
        if (!child.isAlive() && !(child.life.state() instanceof ChildState.BackingOff)) {
            appointment.hasCome = true;
            engine.letIn();
            return;
        }
        switch (appointment.job.overlap()) {
            case SKIP -> skip(appointment, News.Skip.OVERLAP);
            case QUEUE -> appointment.comesAgain = true;
            case REPLACE -> engine.dispatch(child, new ChildEvent.Restart());
        }
    }

    private void skip(Appointment appointment, News.Skip why) {
        engine.tell(new News.TimeSkipped(appointment.child.name(), why, engine.now()));
    }
}
