// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All that is random in a world, out of one seed. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int upTo(int max) {
        return random.nextInt(1, max + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long seed() {
        return random.nextLong();
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A duration of some magnitude: short ones are as likely as long ones, for faults live on all scales. */
    Duration between(Duration min, Duration max) {
        double low = Math.log((double) Math.max(1, min.toMillis()));
        double high = Math.log((double) Math.max(1, max.toMillis()));
        return Duration.ofMillis(Math.round(Math.exp(low + random.nextDouble() * (high - low))));
    }
}
