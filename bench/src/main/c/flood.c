// SPDX-License-Identifier: Apache-2.0
// `flood WRITER LINES BYTES DIRECTORY`: writes numbered lines of 100 bytes to its standard output as fast as it can, BYTES with each write(2).
// It tells the FIFO DIRECTORY/report that it is there, begins when somebody has opened the FIFO DIRECTORY/go for writing, tells the end of its
// work, and lives until go is closed: who captures it shall not have the end of a process to deal with in the middle of a measurement.
// Without a DIRECTORY it begins at once and ends with its last line; with 0 lines it has no last line.
#include "flow.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void die(const char *what) {
    fprintf(stderr, "flood: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int open_in(const char *directory, const char *name, int flags) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0) die(path);
    return fd;
}

static void write_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t wrote = write(fd, bytes, count);
        if (wrote < 0 && errno != EINTR) die("write");
        if (wrote > 0) bytes += wrote, count -= (size_t)wrote;
    }
}

static void tell(int report, uint32_t writer, uint32_t done) {
    struct flow_report record = {writer, done};
    write_all(report, (const char *)&record, sizeof record);
}

// The next number, in place: cheaper than printing it anew.
static void count_up(char *number) {
    int at = NUMBER_DIGITS - 1;
    while (at >= 0 && number[at] == '9') number[at--] = '0';
    if (at >= 0) number[at]++;
}

static void flood(uint32_t writer, uint64_t lines, size_t size) {
    char line[LINE + 1];
    char *buffer = malloc(size + LINE);
    size_t filled = 0;
    if (buffer == NULL) die("memory");
    snprintf(line, sizeof line, "%0*u %0*d ", WRITER_DIGITS, writer, NUMBER_DIGITS, 0);
    flow_tail(line);
    for (uint64_t left = lines; lines == 0 || left > 0; left--) {
        memcpy(buffer + filled, line, LINE);
        filled += LINE;
        count_up(line + NUMBER_AT);
        if (filled < size) continue;
        write_all(STDOUT_FILENO, buffer, size);
        filled -= size;
        memmove(buffer, buffer + size, filled);
    }
    write_all(STDOUT_FILENO, buffer, filled);
    free(buffer);
}

int main(int arguments, char **argument) {
    if (arguments != 4 && arguments != 5) return fprintf(stderr, "usage: flood WRITER LINES BYTES [DIRECTORY]\n"), 2;
    uint32_t writer = (uint32_t)atoi(argument[1]);
    uint64_t lines = strtoull(argument[2], NULL, 10);
    size_t size = strtoull(argument[3], NULL, 10);
    if (arguments == 4) return flood(writer, lines, size), 0;
    int report = open_in(argument[4], "report", O_WRONLY);
    tell(report, writer, 0);
    int go = open_in(argument[4], "go", O_RDONLY);
    flood(writer, lines, size);
    tell(report, writer, 1);
    char nothing;
    while (read(go, &nothing, 1) < 0 && errno == EINTR) {}
    return 0;
}
