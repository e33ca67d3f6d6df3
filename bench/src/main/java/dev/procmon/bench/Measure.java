// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

/** What is measured; times in nanoseconds, memory in KiB. */
enum Measure {
    FIRST,
    START,
    START_MANY,
    RESTART_COLD,
    RESTART_FEW,
    RESTART_MANY,
    STORM,
    PROPORTIONAL,
    RESIDENT,
    THREADS,
    PROCESSES,
    IDLE_CPU,
    IDLE_SWITCHES,
    STOP,
    LEFT
}
