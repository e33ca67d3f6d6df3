// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search that is not bounded would hold up the whole build: each test has its time. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedSearchTest {

    @Test
    void whatIsThereIsFoundAndWhatIsNotIsNot() {
        assertThat(BoundedSearch.find(Pattern.compile("b+c"), "aabbcc")).isEqualTo(BoundedSearch.Outcome.FOUND);
        assertThat(BoundedSearch.find(Pattern.compile("^b"), "aabbcc")).isEqualTo(BoundedSearch.Outcome.NOT_FOUND);
    }

    @Test
    void aPlainPatternFindsTheEndOfALongText() {
        String text = "x".repeat(64 << 10) + "status: up";

        assertThat(BoundedSearch.find(Pattern.compile("status: *(up|ok)$"), text))
                .isEqualTo(BoundedSearch.Outcome.FOUND);
    }

    @Test
    void aPatternThatWouldNeverEndIsGivenUp() {
        // Each further letter doubles the work, and Java remembers no dead ends where there is a back reference.
        assertThat(BoundedSearch.find(Pattern.compile("^(\\w|a)+\\1$"), "a".repeat(60) + "!"))
                .isEqualTo(BoundedSearch.Outcome.TOO_COSTLY);
    }

    @Test
    void aPatternThatNeedsTooMuchStackIsGivenUp() {
        assertThat(BoundedSearch.find(Pattern.compile("(ab|a|b)*c"), "ab".repeat(500_000)))
                .isEqualTo(BoundedSearch.Outcome.TOO_COSTLY);
    }
}
