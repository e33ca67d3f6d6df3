// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.List;

/**
 * What a new configuration means for a group.
 *
 * @param kind {@code ADDED}, {@code REMOVED}, or {@code TREATMENT} where it has changed
 * @param keys what has changed; none where the group was added or removed
 */
public record GroupChange(String group, ProgramChange.Kind kind, List<KeyChange> keys) {

    public GroupChange {
        keys = List.copyOf(keys);
    }
}
