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
    @CsvSource({
        "0x202A, \\u202a",
        "0x202E, \\u202e",
        "0x2066, \\u2066",
        "0x2069, \\u2069",
        "0x200E, \\u200e",
        "0x061C, \\u061c",
        "0x2028, \\u2028",
        "0x2029, \\u2029",
        "0x00AD, \\u00ad",
        "0x200B, \\u200b",
        "0x2060, \\u2060",
        "0x3164, \\u3164",
        "0xFEFF, \\ufeff",
        "0xD800, \\ud800",
        "0xE0067, \\U000e0067"
    })
    void charactersThatDisguiseALineAreShown(String character, String shown) {
        String text = "a" + Character.toString(Integer.decode(character)) + "b";
        assertThat(safe(text, true)).isEqualTo("a" + shown + "b");
        assertThat(SafeText.of(text)).isEqualTo("a" + shown + "b");
    }

    @Test
    void allElsePasses() {
        String text =
                "tab\tumlaut \u00e4 \u4e16\u754c \ud83d\ude00 ~ [\"a\", 'b'] \\x1b $(c) %s \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
                        + " \ud83d\udc69\u200d\ud83d\udcbb e\u0301";
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
    @CsvSource({
        "[2J",
        "[1;1H",
        "]0;title",
        "[31",
        "[",
        "c",
        "[?25l",
        "[6n",
        "[>4;2m",
        "[8m",
        "[1;08m",
        "[38;5;1;8m",
        "[8:1m",
        "[38;8m",
        "P1$r0m",
        "_x",
        "^x",
        "(0",
        "[0 q"
    })
    void noOtherSequencePasses(String sequence) {
        assertThat(safe(ESC + sequence, true)).isEqualTo("\\x1b" + sequence);
    }

    @ParameterizedTest
    @CsvSource({"[38;5;8m", "[48;2;8;8;8m", "[1;58;5;8;4m", "[0m", "[m", "[18m", "[38:2::8:8:8m"})
    void eightIsAlsoAColour(String sequence) {
        assertThat(safe(ESC + sequence, true)).isEqualTo(ESC + sequence + ESC + "[0m");
    }

    @Test
    void aSequenceOfC1IsNoColourEither() {
        assertThat(safe("\u009b31m", true)).isEqualTo("\\x9b31m");
    }

    private static String safe(String text, boolean colours) {
        StringBuilder out = new StringBuilder();
        SafeText.append(out, text, colours);
        return out.toString();
    }
}
