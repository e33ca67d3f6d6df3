// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class LineSearchTest {

    @Test
    void findsWhatThePatternFinds() {
        Random random = new Random(3);
        for (String regex : new String[] {"ab", "a", "", "a.b", "^a", "b$", "[ab]{2}c", "\u00e9", "(?i)AB"}) {
            LineSearch search = LineSearch.of(regex);
            for (int i = 0; i < 2000; i++) {
                StringBuilder text = new StringBuilder();
                for (int at = random.nextInt(8); at > 0; at--) {
                    text.append("abc\u00e9".charAt(random.nextInt(4)));
                }
                assertThat(search.test(bytes(text.toString())))
                        .as("%s in %s", regex, text)
                        .isEqualTo(Pattern.compile(regex).matcher(text).find());
            }
            assertThat(search.tooCostly()).isZero();
        }
    }

    @Test
    void whatIsNotUtf8IsPassedOver() {
        byte[] line = {(byte) 0xff, 'a', (byte) 0xc3, 'b'};
        assertThat(LineSearch.of("a.b").test(line)).isTrue();
        assertThat(LineSearch.of("a").test(line)).isTrue();
    }

    @Test
    void patternThatWouldTakeForEverIsGivenUpAndCounted() {
        LineSearch search = LineSearch.of("^(\\w|a)+\\1$");
        assertThat(search.test(bytes("a".repeat(60) + "!"))).isFalse();
        assertThat(search.test(bytes("aaa"))).isTrue();
        assertThat(search.tooCostly()).isEqualTo(1);
    }

    @Test
    void patternThatNeedsMoreStackThanThereIsIsGivenUpAndCounted() {
        LineSearch search = LineSearch.of("(a|b)*c");
        assertThat(search.test(bytes("ab".repeat(100_000)))).isFalse();
        assertThat(search.tooCostly()).isEqualTo(1);
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> LineSearch.of("a(")).isInstanceOf(PatternSyntaxException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
