// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import dev.procmon.core.time.MonotonicTime;
import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Times as the format has them: seconds, integral ones without a fraction. */
final class Json {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int NANO_DIGITS = 9;

    private Json() {}

    static Duration duration(JsonNode seconds) {
        return Duration.ofNanos(
                seconds.decimalValue().movePointRight(NANO_DIGITS).longValue());
    }

    static JsonNode seconds(MonotonicTime time) {
        return seconds(time.nanos());
    }

    static JsonNode seconds(Duration time) {
        return seconds(time.toNanos());
    }

    private static JsonNode seconds(long nanos) {
        BigDecimal seconds = BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros();
        return seconds.scale() <= 0 ? NODES.numberNode(seconds.longValue()) : NODES.numberNode(seconds.doubleValue());
    }
}
