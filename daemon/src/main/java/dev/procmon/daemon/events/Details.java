// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an event has to say beyond what all have, in the order in which it is written. */
final class Details {

    private Details() {}

    static Map<String, Object> of() {
        return Map.of();
    }

    static Map<String, Object> of(String name, Object value) {
        return Map.of(name, value);
    }

    static Map<String, Object> of(String first, Object one, String second, Object two) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(first, one);
        details.put(second, two);
        return details;
    }

    static Map<String, Object> of(String first, Object one, String second, Object two, String third, Object three) {
        Map<String, Object> details = of(first, one, second, two);
        details.put(third, three);
        return details;
    }
}
