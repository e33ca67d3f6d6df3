// SPDX-License-Identifier: Apache-2.0
// What a probe sends to the meter, once, at its first instruction: one datagram.
#ifndef PROCMON_BENCH_REPORT_H
#define PROCMON_BENCH_REPORT_H

#include <stdint.h>

struct report {
    uint64_t stamp; // CLOCK_MONOTONIC, nanoseconds
    uint32_t index; // which of the supervised programs this is
    uint32_t pid;
};

#endif
