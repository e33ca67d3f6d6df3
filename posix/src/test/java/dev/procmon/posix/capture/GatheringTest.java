// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;

    private final Gathering gathering = new Gathering();
    private long now = 1_000_000_000;

    @Test
    void aLineNowAndThenNeverWaits() {
        for (int i = 0; i < 10; i++) {
            turn(MILLISECOND, 100);
            assertThat(gathering.isDue()).isFalse();
        }
    }

    @Test
    void twoLinesWithinAMillisecondBeginIt() {
        turn(MILLISECOND, 100);
        turn(10 * MICROSECOND, 100);

        assertThat(gathering.isDue()).isTrue();
    }

    @Test
    void itGoesOnForAsLongAsAMomentBringsSomething() {
        begin();
        for (int i = 0; i < 10; i++) {
            gathering.passed();
            turn(MILLISECOND, 20_000);
            assertThat(gathering.isDue()).isTrue();
        }
        gathering.passed();
        turn(MILLISECOND, 0);

        assertThat(gathering.isDue()).isFalse();
    }

    @Test
    void itEndsWhereAPipeHasBecomeFull() {
        begin();
        gathering.passed();
        turn(MILLISECOND, 60_000);

        assertThat(gathering.isDue()).isFalse();
    }

    @Test
    void whoWritesMuchAtATimeIsReadAtOnce() {
        for (int i = 0; i < 10; i++) {
            turn(10 * MICROSECOND, 60_000);
            assertThat(gathering.isDue()).isFalse();
        }
    }

    @Test
    void oneWhoWritesMuchKeepsThoseWhoWriteLittleFromWaiting() {
        begin();
        gathering.passed();
        gathering.read(100);
        gathering.read(60_000);
        gathering.endTurn(now += MILLISECOND);

        assertThat(gathering.isDue()).isFalse();
    }

    @Test
    void aTurnThatBringsNothingIsNoneOfThoseThatBeginIt() {
        turn(MILLISECOND, 0);
        turn(MICROSECOND, 0);
        turn(MICROSECOND, 100);

        assertThat(gathering.isDue()).isFalse();
    }

    private void begin() {
        turn(MILLISECOND, 100);
        turn(10 * MICROSECOND, 100);
    }

    private void turn(long later, int bytes) {
        now += later;
        if (bytes > 0) {
            gathering.read(bytes);
        }
        gathering.endTurn(now);
    }
}
