// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTextTest {

    private static final String GOLDEN = "python-repr.txt";

    private final LineText text = new LineText();

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "tab\there", "carriage return\r", "\u0000 \u001b[31m", "é€😀", "\uFEFFbom", "'\"\\"
            })
    void utf8IsItself(String line) {
        assertThat(of(line.getBytes(StandardCharsets.UTF_8))).isEqualTo(line);
    }

    @Test
    void bytesThatAreNotUtf8ArePrintedAsPythonPrintsBytes() throws IOException {
        List<String> lines = golden();
        assertThat(lines).hasSizeGreaterThan(500);
        for (String line : lines) {
            int tab = line.indexOf('\t');
            byte[] bytes = HexFormat.of().parseHex(line.substring(0, tab));
            String python = line.substring(tab + 1);
            String expected = python.equals("utf-8") ? new String(bytes, StandardCharsets.UTF_8) : python;
            assertThat(of(bytes)).as(line.substring(0, tab)).isEqualTo(expected);
        }
    }

    @Test
    void theExampleOfTheSeedIsPrintedAsTwistedDoes() {
        assertThat(of(new byte[] {(byte) 0xFF, 'h', 'e', 'l', 'l', 'o'})).isEqualTo("b'\\xffhello'");
    }

    @Test
    void theQuoteIsDoubleWhereOnlyASingleOneIsInTheBytes() {
        assertThat(of(new byte[] {'\'', (byte) 0xFF})).isEqualTo("b\"'\\xff\"");
        assertThat(of(new byte[] {'"', (byte) 0xFF})).isEqualTo("b'\"\\xff'");
        assertThat(of(new byte[] {'\'', '"', (byte) 0xFF})).isEqualTo("b'\\'\"\\xff'");
    }

    @Test
    void bytesBehindTheLengthDoNotCount() {
        byte[] bytes = {'a', 'b', (byte) 0xFF, '\''};
        assertThat(text.of(bytes, 2)).isEqualTo("ab");
        assertThat(text.of(bytes, 3)).isEqualTo("b'ab\\xff'");
        assertThat(text.of(bytes, 0)).isEmpty();
    }

    @Test
    void aLineThatIsNotUtf8LeavesNoTraceInTheNext() {
        assertThat(of(new byte[] {(byte) 0xE2, (byte) 0x82})).isEqualTo("b'\\xe2\\x82'");
        assertThat(of("é".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
    }

    private String of(byte[] bytes) {
        return text.of(bytes, bytes.length);
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(LineTextTest.class.getResourceAsStream(GOLDEN))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
