// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which parts of a log were closed after the one that was read last. */
final class Successors {

    private Successors() {}

    /**
     * Return them in their order.
     *
     * @param all which there are
     * @param key which file was read last
     * @param known the names of the parts that were there when it was opened
     * @param lastMicros the time of its last line
     */
    static List<Segment> of(List<Segment> all, Object key, Set<String> known, long lastMicros) {
        List<Segment> found = new ArrayList<>();
        for (Segment each : all) {
            if (each.key().equals(key)) {
                // Those of others that are before it have moved to other names only.
                found.removeIf(before -> !before.own());
            } else if (each.own() ? !known.contains(each.name()) : each.micros() > lastMicros) {
                found.add(each);
            }
        }
        return found;
    }
}
