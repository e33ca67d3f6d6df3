// SPDX-License-Identifier: Apache-2.0
// One flow of output, exact in time: starts writers and whoever captures them, lets all writers go at the same moment, and waits until the last
// byte is in a file below DIRECTORY/out. Two kinds of capturers:
//
//   rig DIRECTORY WRITERS FLOOD LINES BYTES pipes NULL|FILES COMMAND...   one process per writer that reads a pipe; {} stands for its number.
//                                                                         FILES: its standard output is DIRECTORY/out/w{}.log
//   rig DIRECTORY WRITERS FLOOD LINES BYTES daemon COMMAND...             one process that starts the writers itself, as DIRECTORY is prepared
//
// Prints `flow NANOSECONDS CPU_NANOSECONDS BYTES PID...` when nothing comes any more: from the start signal to the last byte, CPU time of the capturers
// meanwhile, bytes below DIRECTORY/out. Then it waits for a line on its standard input (the driver looks at the memory of the capturers meanwhile),
// ends everybody, and prints `late BYTES`: what came after the end had been told; the measurement is no good unless that is 0.
#define _GNU_SOURCE
#include "flow.h"
#include "meter.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS_MAX = 256, ARGUMENTS_MAX = 64, PATH_SIZE = 4096, LINGER_SECONDS = 60 };
static const uint64_t QUIET = 1000000000;
static const uint64_t LOOK = 1000000;
static const int PATIENCE_SECONDS = 900;

static const char *directory;
static int writers;
static pid_t capturers[WRITERS_MAX];
static int capturer_count;

static void die(const char *what) {
    printf("error %s: %s\n", what, strerror(errno));
    fflush(stdout);
    session_sweep();
    exit(1);
}

static void on_alarm(int signal) {
    (void)signal;
    static const char text[] = "error timeout: the flow did not end\n";
    if (write(STDOUT_FILENO, text, sizeof text - 1) > 0) session_sweep();
    _exit(1);
}

static char *in_directory(const char *name) {
    static char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static char *numbered(const char *pattern, int number) {
    const char *hole = strstr(pattern, "{}");
    char *text = malloc(PATH_SIZE);
    if (text == NULL) die("memory");
    if (hole == NULL) snprintf(text, PATH_SIZE, "%s", pattern);
    else snprintf(text, PATH_SIZE, "%.*s%d%s", (int)(hole - pattern), pattern, number, hole + 2);
    return text;
}

static pid_t spawn(char **command, int number, int in, int out) {
    char *arguments[ARGUMENTS_MAX] = {0};
    for (int i = 0; command[i] != NULL && i < ARGUMENTS_MAX - 1; i++) arguments[i] = numbered(command[i], number);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (in >= 0) posix_spawn_file_actions_adddup2(&actions, in, 0);
    else posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (out >= 0) posix_spawn_file_actions_adddup2(&actions, out, 1);
    else posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    pid_t pid;
    errno = posix_spawnp(&pid, arguments[0], &actions, NULL, arguments, environ);
    if (errno != 0) die(arguments[0]);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

// A pipe with a capturer at its end and a writer at its beginning. Our own copy of the beginning is never closed before the end: a capturer
// that sees no end of its input lives until its memory has been looked at.
static void start_pair(int number, bool files, char **flood, char **command) {
    int ends[2], file = -1;
    if (pipe2(ends, O_CLOEXEC) != 0) die("pipe2");
    if (files) {
        file = open(numbered(in_directory("out/w{}.log"), number), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (file < 0) die("out");
    }
    capturers[capturer_count++] = spawn(command, number, ends[0], file);
    spawn(flood, number, -1, ends[1]);
    close(ends[0]);
    if (file >= 0) close(file);
}

static uint64_t cpu_of_capturers(void) {
    uint64_t sum = 0;
    for (int i = 0; i < capturer_count; i++) {
        clockid_t clock;
        struct timespec used;
        if (clock_getcpuclockid(capturers[i], &clock) != 0 || clock_gettime(clock, &used) != 0) die("a capturer has ended");
        sum += (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
    }
    return sum;
}

static void await_reports(int report, uint32_t done) {
    for (int missing = writers; missing > 0;) {
        struct flow_report record;
        if (read(report, &record, sizeof record) != sizeof record) die("report");
        if (record.done == done) missing--;
    }
}

static uint64_t total;

static int add(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)path, (void)place;
    if (kind == FTW_F) total += (uint64_t)status->st_size;
    return 0;
}

static uint64_t bytes_written(void) {
    total = 0;
    nftw(in_directory("out"), add, 16, FTW_PHYS);
    return total;
}

// When the last byte came. All writers are done, so what is still to come is in pipes and buffers.
static uint64_t await_quiet(uint64_t least, uint64_t *bytes) {
    uint64_t last = monotonic_now(), now = last;
    for (*bytes = bytes_written(); *bytes < least || now - last < QUIET;) {
        struct timespec pause = {0, (long)LOOK};
        nanosleep(&pause, NULL);
        now = monotonic_now();
        uint64_t seen = bytes_written();
        if (seen != *bytes) *bytes = seen, last = now;
    }
    return last;
}

static void end_capturer(pid_t pid) {
    for (uint64_t begun = monotonic_now(); waitpid(pid, NULL, WNOHANG) == 0;) {
        if (monotonic_now() - begun > LINGER_SECONDS * 1000000000ull) kill(pid, SIGKILL);
        struct timespec pause = {0, (long)LOOK};
        nanosleep(&pause, NULL);
    }
}

static void flow(int report, uint64_t least) {
    await_reports(report, 0);
    uint64_t before = cpu_of_capturers(), begun = monotonic_now(), bytes;
    int go = open(in_directory("go"), O_WRONLY | O_CLOEXEC);
    if (go < 0) die("go");
    await_reports(report, 1);
    uint64_t ended = await_quiet(least, &bytes);
    printf("flow %lu %lu %lu", ended - begun, cpu_of_capturers() - before, bytes);
    for (int i = 0; i < capturer_count; i++) printf(" %d", capturers[i]);
    printf("\n");
    fflush(stdout);
    char line[16];
    if (fgets(line, sizeof line, stdin) == NULL) session_sweep();
    closefrom(report + 1); // go and the pipes: the writers end, and then the capturers
    for (int i = 0; i < capturer_count; i++) end_capturer(capturers[i]);
    printf("late %ld\n", (long)(bytes_written() - bytes));
}

int main(int arguments, char **argument) {
    if (arguments < 8) return fprintf(stderr, "usage: see the head of rig.c\n"), 2;
    directory = argument[1];
    writers = atoi(argument[2]);
    bool daemon = strcmp(argument[6], "daemon") == 0;
    if (writers < 1 || writers > WRITERS_MAX) return 2;
    char *flood[] = {argument[3], "{}", argument[4], argument[5], (char *)directory, NULL};
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    signal(SIGALRM, on_alarm);
    alarm((unsigned)PATIENCE_SECONDS);
    if (mkfifo(in_directory("report"), 0600) != 0 || mkfifo(in_directory("go"), 0600) != 0) die("mkfifo");
    int report = open(in_directory("report"), O_RDWR | O_CLOEXEC); // both ends: no end of file before the first writer is there
    if (report < 0) die("report");
    if (daemon) {
        capturers[capturer_count++] = spawn(argument + 7, 0, -1, -1);
    } else {
        for (int i = 0; i < writers; i++) start_pair(i, strcmp(argument[7], "FILES") == 0, flood, argument + 8);
    }
    flow(report, (uint64_t)writers * strtoull(argument[4], NULL, 10) * LINE);
    session_sweep();
    return 0;
}
