// SPDX-License-Identifier: Apache-2.0
// `relay NAME`: what a capturer of lines cannot do without. Reads 64 KiB at a time, puts a prefix of procmon's format (the time of the read, the
// stream, the run, the name) before each line, and writes. A line that is not complete waits for the next read.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 65536, LINE_MAX_BYTES = 16384, PREFIX_MAX = 256 };

static char in[LINE_MAX_BYTES + CHUNK];
static char *out;
static size_t out_size = 1 << 22, filled;

static void die(const char *what) {
    fprintf(stderr, "relay: %s: %s\n", what, strerror(errno));
    exit(1);
}

static size_t prefix(char *to, const char *name) {
    struct timespec now;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    size_t length = strftime(to, PREFIX_MAX, "%Y-%m-%dT%H:%M:%S", &utc);
    return length + (size_t)snprintf(to + length, PREFIX_MAX - length, ".%06ldZ stdout F:1:%s ", now.tv_nsec / 1000, name);
}

static void append(const char *bytes, size_t count) {
    if (filled + count > out_size) die("a line is too long");
    memcpy(out + filled, bytes, count);
    filled += count;
}

static void flush(void) {
    for (size_t done = 0; done < filled;) {
        ssize_t wrote = write(STDOUT_FILENO, out + done, filled - done);
        if (wrote < 0 && errno != EINTR) die("write");
        if (wrote > 0) done += (size_t)wrote;
    }
    filled = 0;
}

int main(int arguments, char **argument) {
    char before[PREFIX_MAX];
    size_t held = 0;
    ssize_t got;
    out = malloc(out_size);
    if (arguments != 2 || out == NULL) return fprintf(stderr, "usage: relay NAME\n"), 2;
    while ((got = read(STDIN_FILENO, in + held, CHUNK)) > 0) {
        size_t length = prefix(before, argument[1]);
        const char *from = in, *end = in + held + got;
        for (const char *feed; (feed = memchr(from, '\n', (size_t)(end - from))) != NULL; from = feed + 1) {
            append(before, length);
            append(from, (size_t)(feed + 1 - from));
            if (filled > out_size / 2) flush();
        }
        flush();
        held = (size_t)(end - from);
        if (held > LINE_MAX_BYTES) die("a line is too long");
        memmove(in, from, held);
    }
    return got < 0 ? 1 : 0;
}
