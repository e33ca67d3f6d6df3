// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProbeTargetTest {

    @Test
    void patternsOfTheSameTextAreTheSame() {
        assertThat(new ProbeTarget.LogLine(Pattern.compile("a+")))
                .isEqualTo(new ProbeTarget.LogLine(Pattern.compile("a+")))
                .hasSameHashCodeAs(new ProbeTarget.LogLine(Pattern.compile("a+")))
                .isNotEqualTo(new ProbeTarget.LogLine(Pattern.compile("a")))
                .isNotEqualTo(new ProbeTarget.LogLine(Pattern.compile("a+", Pattern.CASE_INSENSITIVE)));
    }

    @Test
    void requestsAreTheSameWhereAllPartsAre() {
        assertThat(http("/", 200, Optional.of("ok")))
                .isEqualTo(http("/", 200, Optional.of("ok")))
                .hasSameHashCodeAs(http("/", 200, Optional.of("ok")))
                .isNotEqualTo(http("/x", 200, Optional.of("ok")))
                .isNotEqualTo(http("/", 201, Optional.of("ok")))
                .isNotEqualTo(http("/", 200, Optional.of("no")))
                .isNotEqualTo(http("/", 200, Optional.empty()));
    }

    private static ProbeTarget http(String path, int status, Optional<String> body) {
        return new ProbeTarget.Http(
                new ProbeTarget.Address.Tcp("localhost", 80),
                "localhost",
                path,
                status,
                399,
                Map.of(),
                body.map(Pattern::compile));
    }
}
