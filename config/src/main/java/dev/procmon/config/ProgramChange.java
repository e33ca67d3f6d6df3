// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.program.ProgramName;
import java.util.List;

/**
 * What a new configuration means for one child.
 *
 * @param child the program, or one of its replicas
 * @param keys what has changed, in the order of the manual; none unless the kind is {@link Kind#PROGRAM} or {@link Kind#TREATMENT}
 */
public record ProgramChange(ProgramName child, Kind kind, List<KeyChange> keys) {

    /** How much a child is concerned. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It is no longer there. */
        REMOVED,
        /** Nothing has changed. */
        UNCHANGED,
        /** How it is treated has changed, but not what is run: that takes no new run. */
        TREATMENT,
        /** What is run has changed: it takes a new run to bring that into effect. */
        PROGRAM
    }

    public ProgramChange {
        keys = List.copyOf(keys);
    }

    static ProgramChange of(ProgramName child, Kind kind) {
        return new ProgramChange(child, kind, List.of());
    }
}
