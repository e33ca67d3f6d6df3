// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SeedsTest {

    @Test
    void theSameSeedGivesTheSameRow() {
        assertThat(row(7)).isEqualTo(row(7)).isNotEqualTo(row(8));
    }

    @Test
    void noSeedComesTwice() {
        assertThat(row(7)).doesNotHaveDuplicates();
    }

    private static long[] row(long seed) {
        Seeds seeds = new Seeds(seed);
        return LongStream.generate(seeds::next).limit(10_000).toArray();
    }
}
