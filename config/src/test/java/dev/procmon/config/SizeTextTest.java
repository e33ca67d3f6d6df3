// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,                   0,                   0B
            1000,                1000,                1KB
            1500B,               1500,                1500B
            512KB,               512000,              512KB
            512KiB,              524288,              512KiB
            10MB,                10000000,            10MB
            10 mb,               10000000,            10MB
            1GB,                 1000000000,          1GB
            1gib,                1073741824,          1GiB
            2TB,                 2000000000000,       2TB
            2TiB,                2199023255552,       2TiB
            9223372TB,           9223372000000000000, 9223372TB
            """)
    void isReadAndWritten(String text, long bytes, String written) {
        assertThat(SizeText.parse(text)).hasValue(bytes);
        assertThat(SizeText.format(bytes)).isEqualTo(written);
        assertThat(SizeText.parse(written)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MB",
                "-1",
                "1.5MB",
                "10M",
                "10 megabytes",
                "9223373TB",
                "9999999999999999999",
                "1MB ",
                " 1MB",
                "\u06611"
            })
    void isRefused(String text) {
        assertThat(SizeText.parse(text)).isEmpty();
    }
}
