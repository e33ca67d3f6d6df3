// SPDX-License-Identifier: Apache-2.0
// The supervisor under test and its probes. The meter is a subreaper: whatever outlives the supervisor becomes its own child, so
// that nothing can be overlooked, and nothing foreign can be hit when the rest is killed.
#define _GNU_SOURCE
#include "meter.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SWEEP_PASSES = 1000, SWEEP_PAUSE_US = 10000, RECEIVE_BUFFER = 4 << 20 };

static void die(const char *what) {
    printf("error %s: %s\n", what, strerror(errno));
    exit(1);
}

uint64_t monotonic_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void allow_descriptors(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

void session_open(struct session *session) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int size = RECEIVE_BUFFER;
    if (strlen(session->socket_path) >= sizeof address.sun_path) errno = ENAMETOOLONG, die(session->socket_path);
    strcpy(address.sun_path, session->socket_path);
    session->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    setsockopt(session->socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    unlink(session->socket_path);
    if (bind(session->socket, (struct sockaddr *)&address, sizeof address) != 0) die("bind");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    allow_descriptors();
}

// Runs in the vforked child: the parent's memory, so the stamp is taken with nothing between it and exec.
static void become_supervisor(volatile uint64_t *executed, volatile int *failure, char **command) {
    sigset_t none;
    sigemptyset(&none);
    signal(SIGINT, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    setsid();
    dup2(open("/dev/null", O_RDONLY), 0);
    dup2(2, 1);
    *executed = monotonic_now();
    execv(command[0], command);
    *failure = errno;
    _exit(127);
}

void session_launch(struct session *session, uint32_t count) {
    volatile uint64_t executed = 0;
    volatile int failure = 0;
    session->count = count;
    session->pids = calloc(count, sizeof *session->pids);
    session->expected = calloc(count, sizeof *session->expected);
    if (session->pids == NULL || session->expected == NULL) die("memory");
    memset(session->expected, true, count);
    pid_t pid = vfork();
    if (pid == 0) become_supervisor(&executed, &failure, session->command);
    if (pid < 0) die("vfork");
    errno = failure;
    if (failure != 0) die(session->command[0]);
    session->supervisor = pid;
    session->executed = executed;
    session->pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (session->pidfd < 0) die("pidfd_open");
}

static bool receive(struct session *session, struct report *report) {
    ssize_t got = recv(session->socket, report, sizeof *report, MSG_DONTWAIT);
    if (got != sizeof *report || report->index >= session->count) return false;
    session->pids[report->index] = (pid_t)report->pid;
    return true;
}

enum event session_next(struct session *session, uint64_t deadline, struct report *report) {
    struct pollfd ready[] = {{session->socket, POLLIN, 0}, {session->pidfd, POLLIN, 0}, {STDIN_FILENO, 0, 0}};
    for (;;) {
        if (receive(session, report)) return REPORTED;
        uint64_t now = monotonic_now();
        uint64_t left = deadline > now ? deadline - now : 0;
        struct timespec timeout = {(time_t)(left / 1000000000u), (long)(left % 1000000000u)};
        int got = ppoll(ready, 3, &timeout, NULL);
        if (got == 0) return TIMED_OUT;
        if (ready[2].revents != 0) session_sweep(), exit(1);
        if (ready[0].revents == 0 && ready[1].revents != 0) return SUPERVISOR_ENDED;
    }
}

static size_t read_file(const char *directory, const char *name, char *buffer, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%.20s/%s", directory, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? 0 : read(fd, buffer, size - 1);
    if (fd >= 0) close(fd);
    buffer[got < 0 ? 0 : got] = 0;
    return got < 0 ? 0 : (size_t)got;
}

bool session_has(const struct session *session, uint32_t index) {
    char pid[16], arguments[4096];
    size_t name = strlen(session->probe) + 1;
    snprintf(pid, sizeof pid, "%d", session->pids[index]);
    size_t got = read_file(pid, "cmdline", arguments, sizeof arguments);
    return session->pids[index] > 0 && got > name && strcmp(arguments, session->probe) == 0
        && strcmp(arguments + name, session->socket_path) == 0;
}

static bool is_own_child(const char *pid) {
    char status[512];
    read_file(pid, "stat", status, sizeof status);
    const char *parent = strrchr(status, ')');
    return parent != NULL && strlen(parent) > 4 && atoi(parent + 4) == getpid();
}

static int each_child(int signal) {
    int children = 0;
    DIR *processes = opendir("/proc");
    if (processes == NULL) die("/proc");
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
        if (!isdigit((unsigned char)entry->d_name[0]) || !is_own_child(entry->d_name)) continue;
        children++;
        if (signal != 0) kill(atoi(entry->d_name), signal);
    }
    closedir(processes);
    return children;
}

int session_left(void) {
    pid_t ended;
    do ended = waitpid(-1, NULL, WNOHANG);
    while (ended > 0);
    return ended < 0 ? 0 : each_child(0);
}

void session_sweep(void) {
    for (int pass = 0; pass < SWEEP_PASSES && session_left() > 0; pass++) {
        each_child(SIGKILL);
        usleep(SWEEP_PAUSE_US);
    }
}
