// SPDX-License-Identifier: Apache-2.0
// The meter: starts one supervisor, hears its probes, kills, and takes the times. meter.c speaks with the driver, session.c knows the
// supervisor and the probes.
#ifndef PROCMON_BENCH_METER_H
#define PROCMON_BENCH_METER_H

#include "report.h"

#include <stdbool.h>
#include <sys/types.h>

enum event { REPORTED, SUPERVISOR_ENDED, TIMED_OUT };

// One supervisor with its probes; a process of the meter lives for one session.
struct session {
    const char *probe;
    const char *socket_path;
    char **command;
    int socket;
    pid_t supervisor;
    int pidfd;
    uint64_t executed; // when the supervisor's exec began
    uint32_t count;
    pid_t *pids;    // of the last report of each index; 0: none yet
    bool *expected; // a report of this index is waited for
};

uint64_t monotonic_now(void);
void session_open(struct session *session);
void session_launch(struct session *session, uint32_t count);

// Waits for the next report (noted in session) or the end of the supervisor. Exits after a clean-up when the driver is gone.
enum event session_next(struct session *session, uint64_t deadline, struct report *report);

// Whether the process last heard of at this index still is that probe.
bool session_has(const struct session *session, uint32_t index);

// How many processes the supervisor has left behind; those that have ended are reaped.
int session_left(void);

// Kills whatever is left of the session; bounded in time.
void session_sweep(void);

#endif
