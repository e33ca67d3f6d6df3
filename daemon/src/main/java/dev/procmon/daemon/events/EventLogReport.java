// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.nio.file.Path;

/** What there is to say of the event log: told once when something goes wrong, and once when it is well again. */
public sealed interface EventLogReport {

    /** Say it for a person. */
    String sentence();

    /**
     * The directory cannot be written. Events are kept in memory, as many as fit, and writing is tried again with each that comes.
     *
     * @param cause the error by name, such as {@code ENOSPC (no space left on device)}
     */
    record Unwritable(Path directory, String cause) implements EventLogReport {
        @Override
        public String sentence() {
            return "cannot write events to " + directory + ": " + cause
                    + "; they are kept in memory until they can be written";
        }
    }

    /**
     * The directory is written again.
     *
     * @param lost how many events are on no disk, because more came meanwhile than fit into memory
     */
    record WritableAgain(Path directory, long lost) implements EventLogReport {
        @Override
        public String sentence() {
            return "events are written to " + directory + " again, " + lost + (lost == 1 ? " was lost" : " were lost");
        }
    }

    /**
     * Events came faster than they could be taken, and the oldest were dropped: they are neither on disk nor told to anybody.
     *
     * @param lost how many
     */
    record Lost(long lost) implements EventLogReport {
        @Override
        public String sentence() {
            return lost + (lost == 1 ? " event was" : " events were") + " lost: more came than could be written";
        }
    }

    /**
     * The last event of an earlier supervisor was written in part only, as by a crash, and was cut off.
     *
     * @param file where
     * @param bytes how many bytes of it there were
     */
    record Torn(Path file, long bytes) implements EventLogReport {
        @Override
        public String sentence() {
            return "the last event in " + file + " was not whole, " + bytes + (bytes == 1 ? " byte was" : " bytes were")
                    + " cut off";
        }
    }

    /**
     * Lines that are no events were skipped.
     *
     * @param file where the first of them was
     * @param lines how many
     */
    record Unreadable(Path file, long lines) implements EventLogReport {
        @Override
        public String sentence() {
            return lines + (lines == 1 ? " line" : " lines") + " of the event log cannot be read, the first in " + file;
        }
    }
}
