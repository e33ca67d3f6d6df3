// SPDX-License-Identifier: Apache-2.0
// `meter PROBE SOCKET COMMAND...` does one session with one supervisor, exact in time because nothing but C and the kernel lies
// between a kill and its stamp. It reads orders from stdin, one a line, and answers each with a line, `ok NUMBER...` or
// `error TEXT`; times are nanoseconds. When stdin ends, everything that is left of the session is killed.
//
//   start COUNT SECONDS     exec the supervisor     -> its pid, exec to first report, exec to report of the last program
//   wait SECONDS            let it idle             -> reports that came meanwhile
//   restart KILLS SECONDS   random, one at a time   -> for each: kill to report of the replacement
//   storm KILLS SECONDS     the first KILLS at once -> first kill to report of the last replacement, first kill to last kill
//   stop SIGNAL SECONDS     end the supervisor      -> to its exit, to the end of all its processes, processes left at its exit
#include "meter.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static const uint64_t SECOND = 1000000000;
static const uint64_t PAUSE_BETWEEN_KILLS = 5000000;
static const uint64_t LEFT_PATIENCE = 2000000000;
static const uint64_t LEFT_PAUSE = 1000000;

static struct session session;

static void fail(enum event event, const char *what) {
    int status = 0;
    if (event == TIMED_OUT) {
        printf("error timeout: %s\n", what);
    } else if (waitpid(session.supervisor, &status, 0) > 0 && WIFSIGNALED(status)) {
        printf("error the supervisor was ended by signal %d: %s\n", WTERMSIG(status), what);
    } else {
        printf("error the supervisor ended with exit code %d: %s\n", WEXITSTATUS(status), what);
    }
    fflush(stdout);
    session_sweep();
    exit(1);
}

// Waits for reports of all expected indexes; the time of the last of them, or 0 when there is none.
static uint64_t await(uint32_t missing, uint64_t deadline, uint64_t *first) {
    struct report report;
    uint64_t last = 0;
    char what[64];
    for (uint32_t left = missing; left > 0;) {
        enum event event = session_next(&session, deadline, &report);
        snprintf(what, sizeof what, "%" PRIu32 " of %" PRIu32 " programs had started", missing - left, missing);
        if (event != REPORTED) fail(event, what);
        if (!session.expected[report.index]) continue;
        session.expected[report.index] = false;
        left--;
        if (report.stamp > last) last = report.stamp;
        if (first != NULL && (*first == 0 || report.stamp < *first)) *first = report.stamp;
    }
    return last;
}

static void start(uint32_t count, uint64_t patience) {
    uint64_t first = 0;
    session_launch(&session, count);
    uint64_t last = await(count, monotonic_now() + patience, &first);
    printf("ok %d %" PRIu64 " %" PRIu64 "\n", session.supervisor, first - session.executed, last - session.executed);
}

static uint32_t idle(uint64_t duration) {
    uint64_t deadline = monotonic_now() + duration;
    struct report report;
    uint32_t reports = 0;
    enum event event;
    while ((event = session_next(&session, deadline, &report)) == REPORTED) reports++;
    if (event == SUPERVISOR_ENDED) fail(event, "nobody had asked for it");
    return reports;
}

// One kill; an answer of 0 means that the process was gone already.
static uint64_t kill_one(uint32_t victim, uint64_t patience) {
    if (!session_has(&session, victim)) return 0;
    session.expected[victim] = true;
    uint64_t killed = monotonic_now();
    kill(session.pids[victim], SIGKILL);
    return await(1, killed + patience, NULL) - killed;
}

static void restart(uint32_t kills, uint64_t patience) {
    uint64_t *took = calloc(kills, sizeof *took);
    uint32_t done = 0;
    if (took == NULL) fail(TIMED_OUT, "no memory");
    srandom(1); // the same victims for every supervisor
    for (uint32_t tries = 0; done < kills && tries < 2 * kills; tries++) {
        idle(PAUSE_BETWEEN_KILLS);
        took[done] = kill_one((uint32_t)random() % session.count, patience);
        if (took[done] > 0) done++;
    }
    printf("ok");
    for (uint32_t i = 0; i < done; i++) printf(" %" PRIu64, took[i]);
    printf("\n");
    free(took);
}

static void storm(uint32_t kills, uint64_t patience) {
    uint32_t victims = 0;
    for (uint32_t index = 0; index < kills && index < session.count; index++) {
        session.expected[index] = session_has(&session, index);
        victims += session.expected[index];
    }
    uint64_t begun = monotonic_now();
    for (uint32_t index = 0; index < session.count; index++) {
        if (session.expected[index]) kill(session.pids[index], SIGKILL);
    }
    uint64_t ended = monotonic_now();
    uint64_t last = await(victims, ended + patience, NULL);
    printf("ok %" PRIu64 " %" PRIu64 "\n", last - begun, ended - begun);
}

static void stop(int signal, uint64_t patience) {
    struct report report;
    enum event event;
    uint64_t begun = monotonic_now();
    kill(session.supervisor, signal);
    do event = session_next(&session, begun + patience, &report);
    while (event == REPORTED);
    if (event == TIMED_OUT) fail(event, "the supervisor does not stop");
    uint64_t ended = monotonic_now();
    uint64_t gone = ended;
    int left = session_left();
    for (int now_left = left; now_left > 0 && gone < ended + LEFT_PATIENCE; now_left = session_left()) {
        struct timespec pause = {0, (long)LEFT_PAUSE};
        nanosleep(&pause, NULL);
        gone = monotonic_now();
    }
    printf("ok %" PRIu64 " %" PRIu64 " %d\n", ended - begun, gone - begun, left);
}

static void obey(const char *order, uint32_t number, uint64_t patience) {
    if (strcmp(order, "start") == 0) start(number, patience);
    else if (strcmp(order, "wait") == 0) printf("ok %" PRIu32 "\n", idle(number * SECOND));
    else if (strcmp(order, "restart") == 0) restart(number, patience);
    else if (strcmp(order, "storm") == 0) storm(number, patience);
    else if (strcmp(order, "stop") == 0) stop((int)number, patience);
    else printf("error unknown order %s\n", order);
    fflush(stdout);
}

int main(int arguments, char **argument) {
    char line[128], order[16];
    if (arguments < 4) return fprintf(stderr, "usage: meter PROBE SOCKET COMMAND...\n"), 2;
    session = (struct session){.probe = argument[1], .socket_path = argument[2], .command = argument + 3};
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    session_open(&session);
    while (fgets(line, sizeof line, stdin) != NULL) {
        uint32_t number = 0, seconds = 0;
        if (sscanf(line, "%15s %" SCNu32 " %" SCNu32, order, &number, &seconds) >= 2) obey(order, number, seconds * SECOND);
    }
    session_sweep();
    return 0;
}
