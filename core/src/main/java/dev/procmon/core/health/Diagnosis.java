// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import dev.procmon.core.health.HealthEvent.Which;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.MemoryRule;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The work of one step of {@link Health}: it begins with what was known and gathers what has changed. */
final class Diagnosis {

    private final Health before;
    private final MonotonicTime now;
    private final List<HealthEffect> effects = new ArrayList<>();
    private boolean isReady;
    private boolean saidReady;
    private boolean wasReady;
    private Optional<Course> ready;
    private Optional<Course> live;
    private Optional<Duration> watchdog;
    private Optional<MonotonicTime> silentAt;
    private Optional<MonotonicTime> sampleAt;
    private Optional<MonotonicTime> largeSince;

    Diagnosis(Health before, MonotonicTime now) {
        this.before = before;
        this.now = now;
        this.isReady = before.isReady();
        this.saidReady = before.saidReady();
        this.wasReady = before.wasReady();
        this.ready = before.ready();
        this.live = before.live();
        this.watchdog = before.watchdog();
        this.silentAt = before.silentAt();
        this.sampleAt = before.sampleAt();
        this.largeSince = before.largeSince();
    }

    HealthStep step() {
        Health next = new Health(
                before.policy(),
                before.startedAt(),
                isReady,
                saidReady,
                wasReady,
                ready,
                live,
                watchdog,
                silentAt,
                sampleAt,
                largeSince);
        return new HealthStep(next, effects);
    }

    void take(HealthEvent event) {
        switch (event) {
            case HealthEvent.Answered(var which, var look, var failure) -> answered(which, look, failure);
            case HealthEvent.LineSeen() -> {
                ready = ready.map(course -> course.passed(now));
                judgeReadiness();
            }
            case HealthEvent.SaidReady() -> {
                saidReady = true;
                judgeReadiness();
            }
            case HealthEvent.SaidNotReady() -> {
                saidReady = false;
                loseReadiness("it says so itself");
            }
            case HealthEvent.SaidAlive() -> silentAt = silentAt.flatMap(_ -> watchdog.map(now::plus));
            case HealthEvent.SaidUnwell() -> unhealthy(Fault.SILENT, "it says itself that it is not well");
            case HealthEvent.WatchdogSet(var period) -> {
                watchdog = Optional.of(period);
                silentAt = isReady || silentAt.isPresent() ? Optional.of(now.plus(period)) : Optional.empty();
            }
            case HealthEvent.Sampled(var bytes) -> sampled(bytes);
            case HealthEvent.DeadlineReached() -> deadlineReached();
            case HealthEvent.Paused() -> paused();
        }
        look();
    }

    /** Begin the looks that are due. */
    void look() {
        ready = ready.map(course -> look(Which.READY, course));
        live = live.map(course -> look(Which.LIVE, course));
        if (sampleAt.isPresent() && !now.isBefore(sampleAt.get())) {
            sampleAt = rule().map(rule -> now.plus(rule.samplePeriod()));
            effects.add(new HealthEffect.Sample());
        }
    }

    /** It is ready, and from now on it is watched whether it is well. */
    void becomeReady() {
        if (isReady) {
            return;
        }
        isReady = true;
        wasReady = true;
        effects.add(new HealthEffect.BecameReady());
        live = live.or(() -> before.policy().live().map(probe -> Course.begin(probe, now)));
        silentAt = silentAt.or(() -> watchdog.map(now::plus));
    }

    private Course look(Which which, Course course) {
        if (!course.isDue(now)) {
            return course;
        }
        effects.add(new HealthEffect.BeginLook(which, course.looks() + 1));
        return course.looking(now);
    }

    private void answered(Which which, long look, Optional<String> failure) {
        Optional<Course> course = course(which);
        if (course.isEmpty() || course.get().look().isEmpty() || course.get().looks() != look) {
            return;
        }
        note(which, course.get(), failure);
    }

    private void note(Which which, Course course, Optional<String> failure) {
        Course next = failure.isPresent() ? failed(which, course, failure.get()) : course.passed(now);
        switch (which) {
            case READY -> {
                ready = Optional.of(next);
                judgeReadiness();
            }
            case LIVE -> {
                live = Optional.of(next);
                judgeLiveness(next);
            }
        }
    }

    private Course failed(Which which, Course course, String why) {
        boolean early = which == Which.READY && !wasReady;
        Course next = course.failed(now, why, early);
        MonotonicTime mature = before.startedAt().plus(course.policy().startPeriod());
        return now.isBefore(mature) ? next.pardoned() : next;
    }

    private void judgeReadiness() {
        boolean said = saidReady || !before.policy().readyByNotice();
        boolean passed =
                ready.isEmpty() || ready.get().passed() >= ready.get().policy().successes();
        if (said && passed) {
            becomeReady();
        } else if (ready.isPresent()
                && ready.get().failed() >= ready.get().policy().failures()) {
            loseReadiness(ready.get().detail().orElse("its probe has failed"));
        }
    }

    private void loseReadiness(String detail) {
        if (isReady) {
            isReady = false;
            effects.add(new HealthEffect.NoLongerReady(detail));
        }
    }

    private void judgeLiveness(Course course) {
        if (course.failed() >= course.policy().failures()) {
            unhealthy(Fault.NOT_LIVE, course.detail().orElse("its probe has failed"));
        }
    }

    private void deadlineReached() {
        timeOut(Which.READY, ready);
        timeOut(Which.LIVE, live);
        if (silentAt.isPresent() && !now.isBefore(silentAt.get())) {
            silentAt = Optional.empty();
            unhealthy(Fault.SILENT, "it has not said that it is well");
        }
    }

    private void timeOut(Which which, Optional<Course> course) {
        if (course.isPresent() && course.get().isOverdue(now)) {
            effects.add(new HealthEffect.EndLook(which));
            note(which, course.get(), Optional.of("no answer in time"));
        }
    }

    private void sampled(OptionalLong bytes) {
        Optional<MemoryRule> rule = rule();
        if (rule.isEmpty() || bytes.isEmpty()) {
            return;
        }
        long used = bytes.getAsLong();
        if (largeSince.isEmpty() && used > rule.get().limit()) {
            largeSince = Optional.of(now);
        } else if (rule.get().isLow(used)) {
            largeSince = Optional.empty();
        }
        if (largeSince.isPresent()
                && now.since(largeSince.get()).compareTo(rule.get().time()) >= 0) {
            unhealthy(Fault.TOO_LARGE, used + " bytes are in use, " + rule.get().limit() + " are allowed");
        }
    }

    private void paused() {
        ready = ready.map(course -> postpone(Which.READY, course));
        live = live.map(course -> postpone(Which.LIVE, course));
        silentAt = silentAt.flatMap(_ -> watchdog.map(now::plus));
        largeSince = largeSince.map(_ -> now);
    }

    private Course postpone(Which which, Course course) {
        if (course.look().isPresent()) {
            effects.add(new HealthEffect.EndLook(which));
        }
        return course.postponed(now);
    }

    private void unhealthy(Fault fault, String detail) {
        effects.add(new HealthEffect.FoundUnhealthy(fault, detail));
    }

    private Optional<Course> course(Which which) {
        return switch (which) {
            case READY -> ready;
            case LIVE -> live;
        };
    }

    private Optional<MemoryRule> rule() {
        return before.policy().memory();
    }
}
