// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

/**
 * One measured flow: nanoseconds from the start signal to the last byte in a file, CPU time of the capturers meanwhile in nanoseconds,
 * and their memory when the last byte was there, in KiB: the most that was ever resident, and the proportional size.
 */
record Sample(long wall, long cpu, long peak, long proportional) {}
