// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

/** A number that the user may set: its option, its value in a full and in a quick run, the least that makes sense. */
enum Count {
    FIRST("--first", 11, 3, 1, "starts of a supervisor with one program"),
    ROUNDS("--rounds", 3, 1, 1, "rounds of everything else, but one with --many"),
    FEW("--few", 100, 100, 1, "programs for the restarts with few"),
    PROGRAMS("--programs", 1_000, 1_000, 1, "programs for start, storm, memory, idling and stop"),
    MANY("--many", 5_000, 2_000, 0, "programs for the restarts with many; 0 leaves them out"),
    KILLS("--kills", 300, 100, 1, "kills in each round of restarts"),
    IDLE("--idle", 20, 5, 1, "seconds of idling");

    final String option;
    final int full;
    final int quick;
    final int least;
    final String meaning;

    Count(String option, int full, int quick, int least, String meaning) {
        this.option = option;
        this.full = full;
        this.quick = quick;
        this.least = least;
        this.meaning = meaning;
    }
}
