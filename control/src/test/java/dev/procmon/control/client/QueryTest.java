// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void whichLinesIsSaidInTheAddress() {
        LogQuery query = new LogQuery(
                List.of("web:*", "@back"),
                OptionalLong.of(7),
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH.plusSeconds(1)),
                OptionalInt.of(5),
                OptionalLong.of(3),
                Optional.of("stderr"),
                Optional.of("a|b +\u00e4"));
        assertThat(Query.of(query))
                .hasToString("?program=web%3a%2a&program=%40back&after=7&since=1970-01-01T00%3a00%3a00Z"
                        + "&until=1970-01-01T00%3a00%3a01Z&last=5&run=3&stream=stderr&grep=a%7cb%20%2b%c3%a4");
        assertThat(Query.of(query.from(OptionalLong.of(9)).all()))
                .asString()
                .contains("after=9&since")
                .doesNotContain("last");
    }
}
