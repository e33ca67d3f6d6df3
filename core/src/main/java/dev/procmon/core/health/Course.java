// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/**
 * The looks of one probe, one after the other.
 *
 * @param policy how often to look, and how much a look counts
 * @param look the look that is under way
 * @param nextAt when the next one begins, where one is to come
 * @param looks how many there were
 * @param passed how many of the last ones passed, in a row
 * @param failed how many of the last ones did not, in a row
 * @param detail what the last one that did not pass has found
 */
public record Course(
        ProbePolicy policy,
        Optional<Look> look,
        Optional<MonotonicTime> nextAt,
        long looks,
        int passed,
        int failed,
        Optional<String> detail) {

    private static final Duration FIRST_GAP = Duration.ofMillis(50);
    private static final Duration LONGEST_EARLY_GAP = Duration.ofSeconds(1);
    private static final int DOUBLINGS_MAX = 5;

    /**
     * A look that is under way.
     *
     * @param begun when it began
     * @param failsAt when it has taken too long
     */
    public record Look(MonotonicTime begun, MonotonicTime failsAt) {}

    /** Return the course of a probe whose first look begins now; of a line of output there is nothing to look at. */
    static Course begin(ProbePolicy policy, MonotonicTime now) {
        Optional<MonotonicTime> first =
                policy.target() instanceof ProbeTarget.LogLine ? Optional.empty() : Optional.of(now);
        return new Course(policy, Optional.empty(), first, 0, 0, 0, Optional.empty());
    }

    boolean isDue(MonotonicTime now) {
        return look.isEmpty() && nextAt.isPresent() && !now.isBefore(nextAt.get());
    }

    boolean isOverdue(MonotonicTime now) {
        return look.isPresent() && !now.isBefore(look.get().failsAt());
    }

    Optional<MonotonicTime> deadline() {
        return look.isPresent() ? look.map(Look::failsAt) : nextAt;
    }

    Course looking(MonotonicTime now) {
        Look begun = new Look(now, now.plus(policy.timeout()));
        return new Course(policy, Optional.of(begun), Optional.empty(), looks + 1, passed, failed, detail);
    }

    Course passed(MonotonicTime now) {
        return new Course(policy, Optional.empty(), next(now, policy.period()), looks, up(passed), 0, Optional.empty());
    }

    /**
     * Note a failure.
     *
     * @param early whether the run was never ready yet: then the next look comes sooner, after gaps that grow from 50 ms to 1 s
     */
    Course failed(MonotonicTime now, String why, boolean early) {
        Duration gap = early ? earlyGap() : policy.period();
        return new Course(policy, Optional.empty(), next(now, gap), looks, 0, up(failed), Optional.of(why));
    }

    /** Let no failure count so far. */
    Course pardoned() {
        return new Course(policy, look, nextAt, looks, passed, 0, detail);
    }

    /** Forget the look that is under way, and look again after a whole period. */
    Course postponed(MonotonicTime now) {
        Optional<MonotonicTime> next =
                deadline().isPresent() ? Optional.of(now.plus(policy.period())) : Optional.empty();
        return new Course(policy, Optional.empty(), next, looks, passed, failed, detail);
    }

    private Optional<MonotonicTime> next(MonotonicTime now, Duration gap) {
        if (look.isEmpty()) {
            return Optional.empty();
        }
        MonotonicTime next = look.get().begun().plus(gap);
        return Optional.of(next.isBefore(now) ? now : next);
    }

    private Duration earlyGap() {
        Duration gap = FIRST_GAP.multipliedBy(1L << Math.min(looks - 1, DOUBLINGS_MAX));
        Duration shorter = gap.compareTo(LONGEST_EARLY_GAP) < 0 ? gap : LONGEST_EARLY_GAP;
        return shorter.compareTo(policy.period()) < 0 ? shorter : policy.period();
    }

    private static int up(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }
}
