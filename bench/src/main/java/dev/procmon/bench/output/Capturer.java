// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Who brings output into files: its short name in options, its title in the table, the program that has to be there, and how it is
 * started.
 */
record Capturer(String id, String title, String program, Rigging rigging) {

    /** Prepares the directory of a flow, and says how the rig starts the capturer: the words behind the bytes of a write, see rig.c. */
    interface Rigging {
        List<String> of(Flow flow, Path directory) throws IOException;
    }
}
