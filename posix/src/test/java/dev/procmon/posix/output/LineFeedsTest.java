// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFeedsTest {

    @Test
    void onlyWhatIsBetweenPositionAndLimitCounts() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(6).put(new byte[] {'\n', 'x', '\n', '\n', 'x', '\n'});
        bytes.position(1).limit(5);

        assertThat(LineFeeds.first(bytes)).isEqualTo(2);
        assertThat(LineFeeds.last(bytes)).isEqualTo(3);
        assertThat(LineFeeds.count(bytes)).isEqualTo(2);
        assertThat(bytes.position()).isEqualTo(1);
    }

    @Test
    void whereThereIsNoneTheIndexIsMinusOne() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(100);

        assertThat(LineFeeds.first(bytes)).isEqualTo(-1);
        assertThat(LineFeeds.last(bytes)).isEqualTo(-1);
        assertThat(LineFeeds.count(bytes)).isZero();
        bytes.position(100);
        assertThat(LineFeeds.first(bytes)).isEqualTo(-1);
        assertThat(LineFeeds.last(bytes)).isEqualTo(-1);
        assertThat(LineFeeds.count(bytes)).isZero();
    }

    @Test
    void asManyAreCountedAsThereAre() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(100_000);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) '\n');
        }

        assertThat(LineFeeds.count(bytes)).isEqualTo(100_000);
    }

    /** Random lengths, offsets and bytes, against byte by byte. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theyAreFoundInAnyBuffer(boolean direct) {
        for (int seed = 0; seed < 10_000; seed++) {
            Random random = new Random(seed);
            byte[] input = LineCopyTest.random(random, random.nextInt(300), 1 + random.nextInt(300));
            ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(input.length) : ByteBuffer.allocate(input.length);
            bytes.put(0, input).position(random.nextInt(input.length + 1));
            bytes.limit(bytes.position() + random.nextInt(bytes.remaining() + 1));
            int first = -1;
            int last = -1;
            int count = 0;
            for (int i = bytes.position(); i < bytes.limit(); i++) {
                if (input[i] == '\n') {
                    first = first < 0 ? i : first;
                    last = i;
                    count++;
                }
            }

            assertThat(LineFeeds.first(bytes)).as("seed %d", seed).isEqualTo(first);
            assertThat(LineFeeds.last(bytes)).as("seed %d", seed).isEqualTo(last);
            assertThat(LineFeeds.count(bytes)).as("seed %d", seed).isEqualTo(count);
        }
    }
}
