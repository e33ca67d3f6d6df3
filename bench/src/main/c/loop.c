// SPDX-License-Identifier: Apache-2.0
// A minimal supervisor in C: how fast this kernel lets anybody be. `loop COUNT PROBE SOCKET` keeps COUNT probes running, each in a
// session of its own, and starts at once what has ended. With -p it also holds two pipes per program and throws away what comes
// through them, as a supervisor that captures output must. One thread: epoll over a signalfd (and the pipes), waitpid(-1),
// posix_spawn. SIGTERM or SIGINT: TERM to all, KILL to what is left after GRACE_MS, exit when all are gone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GRACE_MS = 5000, EVENTS = 256 };
static const uint32_t SIGNALS = UINT32_MAX; // the id of the signalfd in epoll; a pipe has 2 * index + stream

static bool capture;
static int count, alive;
static char *probe, *socket_path;
static pid_t *pids;
static int (*pipes)[2];
static int epoll;
static bool stopping;
static posix_spawnattr_t attributes;

static void die(const char *what) {
    fprintf(stderr, "loop: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void watch(int fd, uint32_t id) {
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = id};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
}

static void drain(int index, int stream) {
    static char buffer[65536];
    ssize_t got = 1;
    while (pipes[index][stream] >= 0 && got > 0) got = read(pipes[index][stream], buffer, sizeof buffer);
    if (got != 0 || pipes[index][stream] < 0) return;
    close(pipes[index][stream]);
    pipes[index][stream] = -1;
}

static void open_pipes(int index, int writers[2], posix_spawn_file_actions_t *actions) {
    for (int stream = 0; stream < 2; stream++) {
        int ends[2];
        drain(index, stream);
        if (pipes[index][stream] >= 0) close(pipes[index][stream]);
        if (pipe2(ends, O_CLOEXEC) != 0) die("pipe2");
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        watch(ends[0], (uint32_t)(2 * index + stream));
        pipes[index][stream] = ends[0];
        writers[stream] = ends[1];
        posix_spawn_file_actions_adddup2(actions, ends[1], 1 + stream);
    }
}

static void start(int index) {
    char number[16];
    int writers[2];
    posix_spawn_file_actions_t actions;
    snprintf(number, sizeof number, "%d", index);
    char *arguments[] = {probe, socket_path, number, NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (capture) open_pipes(index, writers, &actions);
    errno = posix_spawn(&pids[index], probe, &actions, &attributes, arguments, environ);
    if (errno != 0) die("posix_spawn");
    alive++;
    posix_spawn_file_actions_destroy(&actions);
    if (capture) close(writers[0]), close(writers[1]);
}

static void reap(void) {
    pid_t ended;
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) {
        int index = 0;
        while (index < count && pids[index] != ended) index++;
        if (index == count) continue;
        alive--;
        pids[index] = 0;
        if (!stopping) start(index);
    }
}

static void signal_all(int signal) {
    for (int index = 0; index < count; index++) {
        if (pids[index] > 0) kill(-pids[index], signal);
    }
}

static int signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (fd < 0) die("signalfd");
    watch(fd, SIGNALS);
    return fd;
}

static void on_signals(int fd) {
    struct signalfd_siginfo signal;
    while (read(fd, &signal, sizeof signal) == sizeof signal) {
        if (signal.ssi_signo == SIGCHLD) {
            reap();
        } else if (!stopping) {
            stopping = true;
            signal_all(SIGTERM);
        }
    }
}

static void prepare(void) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pids = calloc((size_t)count, sizeof *pids);
    pipes = malloc((size_t)count * sizeof *pipes);
    if (pids == NULL || pipes == NULL) die("memory");
    memset(pipes, 0xff, (size_t)count * sizeof *pipes);
    epoll = epoll_create1(EPOLL_CLOEXEC);
}

int main(int arguments, char **argument) {
    capture = arguments == 5 && strcmp(argument[1], "-p") == 0;
    if (arguments != (capture ? 5 : 4)) return fprintf(stderr, "usage: loop [-p] COUNT PROBE SOCKET\n"), 2;
    argument += capture;
    count = atoi(argument[1]);
    probe = argument[2];
    socket_path = argument[3];
    prepare();
    int fd = signals();
    for (int index = 0; index < count; index++) start(index);
    while (!stopping || alive > 0) {
        struct epoll_event events[EVENTS];
        int ready = epoll_wait(epoll, events, EVENTS, stopping ? GRACE_MS : -1);
        if (ready == 0) signal_all(SIGKILL);
        for (int i = 0; i < ready; i++) {
            uint32_t id = events[i].data.u32;
            if (id == SIGNALS) on_signals(fd);
            else drain((int)(id / 2), (int)(id % 2));
        }
    }
    return 0;
}
