// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {

    private static final String ESC = "\u001B";

    @ParameterizedTest
    @CsvSource({"0, \\x00", "7, \\x07", "8, \\x08", "13, \\x0d", "27, \\x1b", "127, \\x7f", "128, \\x80", "155, \\x9b"})
    void controlCharactersAreShown(int character, String shown) {
        assertThat(safe("a" + (char) character + "b", true)).isEqualTo("a" + shown + "b");
        assertThat(SafeText.isPlain("a" + (char) character)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8238, \\u202e", "8294, \\u2066", "8232, \\u2028"})
    void charactersThatDisguiseALineAreShown(int character, String shown) {
        assertThat(safe("a" + (char) character, false)).isEqualTo("a" + shown);
    }

    @Test
    void allElsePasses() {
        String text = "tab\tumlaut \u00e4 \u4e16\u754c \ud83d\ude00 ~";
        assertThat(safe(text, false)).isEqualTo(text);
        assertThat(SafeText.isPlain("a\tb ~")).isTrue();
        assertThat(SafeText.isPlain("\u00e4")).isFalse();
    }

    @Test
    void coloursPassWhereTheyAreWantedAndEndWithTheText() {
        String text = ESC + "[1;31mred" + ESC + "[38:5:1mx";
        assertThat(safe(text, true)).isEqualTo(text + ESC + "[0m");
        assertThat(safe(text, false)).isEqualTo("\\x1b[1;31mred\\x1b[38:5:1mx");
    }

    @ParameterizedTest
    @CsvSource({"[2J", "[1;1H", "]0;title", "[31", "[", "c", "[?25l", "[6n"})
    void noOtherSequencePasses(String sequence) {
        assertThat(safe(ESC + sequence, true)).isEqualTo("\\x1b" + sequence);
    }

    private static String safe(String text, boolean colours) {
        StringBuilder out = new StringBuilder();
        SafeText.append(out, text, colours);
        return out.toString();
    }
}
