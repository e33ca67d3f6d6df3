// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.core.program.ProgramName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is missing on this host, in words. What is said of all replicas of a program is said once, of the program. */
final class HostWarnings {

    private final Set<String> warnings = new LinkedHashSet<>();

    void add(ProgramName name, String what) {
        warnings.add(name.family() + ": " + what);
    }

    /** Note what is not about a program. */
    void add(String subject, String what) {
        warnings.add(subject + ": " + what);
    }

    List<String> all() {
        return List.copyOf(warnings);
    }
}
