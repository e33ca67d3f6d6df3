// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessStatTest {

    private static final String REST = " 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 217 2310144 330 18446744073709551615\n";

    @Test
    void theFieldsAreThoseOfTheManual() {
        assertThat(ProcessStat.parse("42 (sleep) S 41 40 39" + REST))
                .contains(new ProcessStat(42, "sleep", 'S', 41, 40, 39, 217));
    }

    @Test
    void aNameMayHoldAnything() {
        assertThat(ProcessStat.parse("42 (a) R 1 (b c) T 41 40 39" + REST))
                .contains(new ProcessStat(42, "a) R 1 (b c", 'T', 41, 40, 39, 217));
    }

    @Test
    void whatIsNoSuchFileIsNothing() {
        for (String text : List.of("", "42", "42 (sleep", "42 (sleep)", "42 (sleep) S 1 2 3")) {
            assertThat(ProcessStat.parse(text)).isEmpty();
        }
    }

    @Test
    void aZombieHasEnded() {
        assertThat(ProcessStat.parse("42 (sleep) Z 41 40 39" + REST)
                        .orElseThrow()
                        .hasEnded())
                .isTrue();
        assertThat(ProcessStat.parse("42 (sleep) D 41 40 39" + REST)
                        .orElseThrow()
                        .hasEnded())
                .isFalse();
    }

    @Test
    void theSamePidStartedLaterIsSomebodyElse() {
        ProcessStat seen = new ProcessStat(42, "a", 'S', 1, 42, 42, 217);

        assertThat(seen.isSameAs(new ProcessStat(42, "b", 'Z', 7, 42, 42, 217))).isTrue();
        assertThat(seen.isSameAs(new ProcessStat(42, "a", 'S', 1, 42, 42, 218))).isFalse();
    }

    @Test
    void listsOfNumbersAreReadWhateverSeparatesThem() {
        assertThat(ProcessFiles.numbers("12\n345\n")).containsExactly(12, 345);
        assertThat(ProcessFiles.numbers("12 345 ")).containsExactly(12, 345);
        assertThat(ProcessFiles.numbers("7")).containsExactly(7);
        assertThat(ProcessFiles.numbers("")).isEmpty();
    }
}
