// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final long SECOND = 1_000_000_000;

    private final Growth growth = new Growth();
    private long now = SECOND;

    @Test
    void aPipeThatIsFullEightTimesInARowShouldGrow() {
        for (int i = 0; i < 7; i++) {
            assertThat(growth.read(65_536, now)).isFalse();
        }
        assertThat(growth.read(65_536, now)).isTrue();
    }

    @Test
    void littleReadsInBetweenDoNotMatter() {
        for (int i = 0; i < 7; i++) {
            assertThat(growth.read(65_536, now)).isFalse();
            assertThat(growth.read(100, now)).isFalse();
        }
        assertThat(growth.read(65_536, now)).isTrue();
    }

    @Test
    void aBurstNowAndThenIsNoReason() {
        for (int i = 0; i < 100; i++) {
            now += SECOND;
            assertThat(growth.read(65_536, now)).isFalse();
        }
    }

    @Test
    void itIsAskedForOnce() {
        for (int i = 0; i < 8; i++) {
            growth.read(65_536, now);
        }
        growth.refused();

        assertThat(growth.read(65_536, now)).isFalse();
        assertThat(growth.isGrown()).isFalse();
    }
}
