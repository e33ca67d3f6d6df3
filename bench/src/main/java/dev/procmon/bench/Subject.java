// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A supervisor that is measured: its short name in options, its title in the table, and how it is started. */
record Subject(String id, String title, CommandLine commandLine) {

    /** The programs to supervise: {@code probe socket 0} to {@code probe socket count-1}. */
    record Programs(int count, Path probe, Path socket) {}

    /** Makes the command that supervises the programs; what it needs besides may be written to the directory. */
    interface CommandLine {
        List<String> of(Programs programs, Path directory) throws IOException;
    }
}
