// SPDX-License-Identifier: Apache-2.0
// `scribe NAME DIRECTORY BYTES_PER_SECOND SEED KIND`: a program of bench/chaos. It writes to its standard output and error whatever programs write, at a
// bounded rate, ends by itself now and then, and keeps account of every byte, so that it may be killed at any moment:
//
//   DIRECTORY/NAME.NANOSECONDS.PID.out, .err   what it has written or was about to write, noted before each write(2)
//   DIRECTORY/NAME.NANOSECONDS.PID.done        two native 64-bit numbers: how much of .out and .err write(2) has taken, noted behind it
//
// So what arrives is a beginning of the first, and at least as long as the second; they differ by one write at most. NANOSECONDS is when it began, by
// CLOCK_MONOTONIC. KIND is
//   any     lines of any length and any bytes, also empty and unfinished ones, in writes that end anywhere
//   plain   whole lines of printable text of at most 1,000 bytes; as many as one write(2) never tears
//   json    the same, each a JSON object or not
//   single  like any, both streams into .out: for a program whose streams are one pipe
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { BATCH_MAX = 262144, ATOMIC = 4096, PLAIN_MAX = 1000, HEAD_MAX = 128 };
static const uint64_t SECOND = 1000000000;

static const char *name, *directory, *kind;
static uint64_t begun, number[2], random_state;
static int journal[2];
static volatile uint64_t *done;
static char batch[BATCH_MAX];
static size_t filled;

static void die(const char *what) {
    fprintf(stderr, "scribe: %s: %s\n", what, strerror(errno));
    _exit(3);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

// xorshift64*
static uint64_t random_below(uint64_t bound) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (random_state * 0x2545f4914f6cdd1d >> 16) % bound;
}

static int open_journal(const char *what) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%020lu.%d.%s", directory, name, begun, getpid(), what);
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0) die(path);
    return fd;
}

static void open_journals(void) {
    journal[0] = open_journal("out");
    journal[1] = open_journal("err");
    int fd = open_journal("done");
    if (ftruncate(fd, 2 * sizeof *done) != 0) die("done");
    done = mmap(NULL, 2 * sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (done == MAP_FAILED) die("done");
    close(fd);
}

static void put(const char *bytes, size_t count) {
    if (count > BATCH_MAX - filled) count = BATCH_MAX - filled;
    memcpy(batch + filled, bytes, count);
    filled += count;
}

static void put_filler(size_t count, bool binary) {
    for (size_t i = 0; i < count && filled < BATCH_MAX; i++) {
        char byte = binary ? (char)random_below(256) : (char)(' ' + random_below(95));
        batch[filled++] = byte == '\n' ? 'n' : byte;
    }
}

static void put_head(int stream) {
    char head[HEAD_MAX];
    put(head, (size_t)snprintf(head, sizeof head, "%s %lx %d %lu ", name, begun, stream + 1, number[stream]++));
}

// Lengths as programs have them, and those at which something happens.
static size_t any_length(void) {
    switch (random_below(20)) {
    case 0: return 16384 - 40 + random_below(80);
    case 1: return 20480;
    case 2: return random_below(60000);
    case 3: case 4: return random_below(5000);
    default: return random_below(200);
    }
}

static void put_any(int stream) {
    if (random_below(12) == 0) {
        put("\n", 1);
        return;
    }
    put_head(stream);
    put_filler(any_length(), random_below(4) == 0);
    const char *end = random_below(10) == 0 ? "" : random_below(10) == 0 ? "\r\n" : "\n"; // one in ten goes on with the next
    put(end, strlen(end));
}

static void put_plain(int stream) {
    put_head(stream);
    put_filler(random_below(10) == 0 ? PLAIN_MAX - HEAD_MAX : random_below(300), false);
    put("\n", 1);
}

static void put_json(int stream) {
    char text[HEAD_MAX];
    if (random_below(3) == 0) {
        put_plain(stream);
        return;
    }
    const char *form = random_below(2) == 0 ? "{\"at\":%lu,\"text\":\"\\u00e4 \\\"x\\\"\",\"deep\":[{}, null,1.5e3]}\n" : " {\"at\" : %lu, \"open\":\n";
    put(text, (size_t)snprintf(text, sizeof text, form, number[stream]++));
}

static void fill(int stream) {
    bool any = kind[0] == 'a' || kind[0] == 's';
    filled = 0;
    for (uint64_t lines = 1 + random_below(8); lines > 0 && (any || filled < ATOMIC - PLAIN_MAX); lines--) {
        if (any) put_any(stream);
        else if (kind[0] == 'j') put_json(stream);
        else put_plain(stream);
    }
}

static void write_batch(int stream) {
    int account = kind[0] == 's' ? 0 : stream;
    for (size_t at = 0; at < filled;) {
        size_t count = filled - at;
        if (count > ATOMIC && random_below(2) == 0) count = 1 + random_below(count);
        if (write(journal[account], batch + at, count) != (ssize_t)count) die("journal");
        for (size_t end = at + count; at < end;) {
            ssize_t wrote = write(1 + stream, batch + at, end - at);
            if (wrote < 0 && errno != EINTR) _exit(4);
            if (wrote < 0) continue;
            done[account] += (uint64_t)wrote;
            at += (size_t)wrote;
        }
    }
}

int main(int arguments, char **argument) {
    if (arguments != 6) return fprintf(stderr, "usage: scribe NAME DIRECTORY BYTES_PER_SECOND SEED KIND\n"), 2;
    name = argument[1];
    directory = argument[2];
    uint64_t rate = strtoull(argument[3], NULL, 10);
    kind = argument[5];
    begun = now();
    random_state = (strtoull(argument[4], NULL, 10) * 0x9e3779b97f4a7c15 ^ begun) | 1;
    open_journals();
    uint64_t end = begun + SECOND + random_below(40 * SECOND), due = begun;
    while (now() < end) {
        int stream = random_below(5) == 0;
        fill(stream);
        write_batch(stream);
        due += filled * SECOND / rate;
        if (due < now()) due = now(); // what was not written while nobody read is not made up for
        struct timespec until = {(time_t)(due / SECOND), (long)(due % SECOND)};
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {}
    }
    return (int)random_below(2);
}
