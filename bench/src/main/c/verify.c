// SPDX-License-Identifier: Apache-2.0
// `verify WRITERS LINES FILE...`: whether every line of every writer (0 to WRITERS-1, LINES each) is there once, whole and in order. The files of
// one writer come in their order. Prints `lines N lost N duplicated N disordered N torn N merged N` and exits 0 if and only if all is well.
// What is before each line is told by the beginning of the file: nothing, procmon's prefix or JSON, a date of svlogd -tt or of s6-log T, or TAI64N of
// multilog t and s6-log t.
#define _GNU_SOURCE
#include "flow.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t TAI = 26, DATES = 31;

struct line {
    const char *bytes;
    size_t length; // without the line feed
};

static unsigned writers;
static uint64_t lines, found, duplicated, disordered, torn, merged;
static unsigned char *seen; // one bit for each line of each writer
static uint64_t *next;
static char model[LINE];

// What is behind the given number of blanks.
static struct line behind(struct line line, int blanks) {
    for (; blanks > 0; blanks--) {
        const char *blank = memchr(line.bytes, ' ', line.length);
        if (blank == NULL) return (struct line){line.bytes, 0};
        line.length -= (size_t)(blank + 1 - line.bytes);
        line.bytes = blank + 1;
    }
    return line;
}

static struct line after(struct line line, size_t count) {
    return line.length < count ? (struct line){line.bytes, 0} : (struct line){line.bytes + count, line.length - count};
}

static struct line strip_json(struct line line) {
    static const char member[] = "\"text\":\"";
    const char *text = memmem(line.bytes, line.length, member, sizeof member - 1);
    if (text == NULL || line.bytes[line.length - 1] != '}') return (struct line){line.bytes, 0};
    text += sizeof member - 1;
    return (struct line){text, (size_t)(line.bytes + line.length - text) - 2};
}

static struct line strip_cri(struct line line) {
    struct line tag = behind(line, 2);
    return tag.length > 0 && tag.bytes[0] == 'F' ? behind(tag, 1) : (struct line){line.bytes, 0};
}

typedef struct line strip(struct line);

static struct line strip_nothing(struct line line) {
    return line;
}

static struct line strip_tai(struct line line) {
    return line.length > 0 && line.bytes[0] == '@' ? after(line, TAI) : (struct line){line.bytes, 0};
}

static struct line strip_date(struct line line) {
    return behind(line, 1);
}

static struct line strip_dates(struct line line) {
    return after(line, DATES);
}

static strip *format_of(const char *bytes, size_t size) {
    if (bytes[0] == '{') return strip_json;
    if (bytes[0] == '@') return strip_tai;
    if (size < DATES || bytes[4] != '-') return strip_nothing;
    return bytes[10] == 'T' ? strip_cri : bytes[10] == '_' ? strip_date : strip_dates;
}

static uint64_t number(const char *digits, int count) {
    uint64_t value = 0;
    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)digits[i])) return UINT64_MAX;
        value = value * 10 + (uint64_t)(digits[i] - '0');
    }
    return value;
}

static void take(struct line line) {
    if (line.length != LINE - 1 || memcmp(line.bytes + TAIL_AT, model + TAIL_AT, LINE - 1 - TAIL_AT) != 0) {
        if (line.length > LINE - 1) merged++;
        else torn++;
        return;
    }
    uint64_t writer = number(line.bytes, WRITER_DIGITS), at = number(line.bytes + NUMBER_AT, NUMBER_DIGITS);
    if (writer >= writers || at >= lines) {
        torn++;
        return;
    }
    uint64_t bit = writer * lines + at;
    if (seen[bit / 8] >> bit % 8 & 1) duplicated++;
    else found++;
    seen[bit / 8] |= (unsigned char)(1 << bit % 8);
    disordered += at < next[writer];
    next[writer] = at + 1;
}

static void read_file(const char *path) {
    struct stat status;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &status) != 0) fprintf(stderr, "verify: %s: %s\n", path, strerror(errno)), exit(2);
    size_t size = (size_t)status.st_size;
    if (size == 0) {
        close(fd);
        return;
    }
    const char *from = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0), *end = from + size;
    if (from == MAP_FAILED) fprintf(stderr, "verify: %s: %s\n", path, strerror(errno)), exit(2);
    strip *strip = format_of(from, size);
    while (from < end) {
        const char *feed = memchr(from, '\n', (size_t)(end - from));
        if (feed == NULL) {
            torn++;
            break;
        }
        take(strip((struct line){from, (size_t)(feed - from)}));
        from = feed + 1;
    }
    munmap((void *)(end - size), size);
    close(fd);
}

int main(int arguments, char **argument) {
    if (arguments < 3) return fprintf(stderr, "usage: verify WRITERS LINES FILE...\n"), 2;
    writers = (unsigned)atoi(argument[1]);
    lines = strtoull(argument[2], NULL, 10);
    seen = calloc(writers * lines / 8 + 1, 1);
    next = calloc(writers, sizeof *next);
    if (seen == NULL || next == NULL) return fprintf(stderr, "verify: no memory\n"), 2;
    flow_tail(model);
    for (int i = 3; i < arguments; i++) read_file(argument[i]);
    uint64_t lost = writers * lines - found;
    printf("lines %lu lost %lu duplicated %lu disordered %lu torn %lu merged %lu\n", found, lost, duplicated, disordered, torn, merged);
    return lost + duplicated + disordered + torn + merged > 0;
}
