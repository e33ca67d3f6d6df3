// SPDX-License-Identifier: Apache-2.0
// What the rig and the writers of bench/output say to each other, and what a line of a writer is.
#ifndef PROCMON_BENCH_FLOW_H
#define PROCMON_BENCH_FLOW_H

#include <stdint.h>

// "WWW SSSSSSSSSSSS xyxyxy...": writer, number of the line from 0, a tail that is the same in all lines, and a line feed.
enum { LINE = 100, WRITER_DIGITS = 3, NUMBER_AT = 4, NUMBER_DIGITS = 12, TAIL_AT = 17 };

// A writer tells twice, by one write(2) to the FIFO "report": that it is there, and that its last byte is in the pipe.
struct flow_report {
    uint32_t writer;
    uint32_t done;
};

static inline void flow_tail(char *line) {
    for (int at = TAIL_AT; at < LINE - 1; at++) line[at] = "abcdefghijklmnopqrstuvwxyz"[at % 26];
    line[LINE - 1] = '\n';
}

#endif
