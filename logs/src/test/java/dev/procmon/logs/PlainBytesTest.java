// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainBytesTest {

    @Test
    void anyByteAnywhereEndsItOrDoesNot() {
        for (int value = 0; value < 256; value++) {
            boolean plain = value >= 0x20 && value < 0x80 && value != '"' && value != '\\';
            for (int at = 0; at < 20; at++) {
                byte[] bytes = "~ !#[]\u007fxAz09.,-_+*/~".getBytes(StandardCharsets.US_ASCII);
                bytes[at] = (byte) value;
                assertThat(PlainBytes.end(bytes, 0, 20))
                        .as("%d at %d", value, at)
                        .isEqualTo(plain ? 20 : at);
            }
        }
    }

    @Test
    void firstOfManyCountsBetweenAnyTwoBounds() {
        Random random = new Random(5);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 20_000; i++) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(20) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
            }
            int start = random.nextInt(64);
            int end = start + random.nextInt(65 - start);
            int expected = start;
            while (expected < end && bytes[expected] >= ' ' && bytes[expected] != '"' && bytes[expected] != '\\') {
                expected++;
            }
            assertThat(PlainBytes.end(bytes, start, end)).isEqualTo(expected);
        }
    }
}
