// SPDX-License-Identifier: Apache-2.0
// The supervised program of the benchmark: `probe SOCKET INDEX` takes the time at its first instruction, sends it with its pid
// to the Unix datagram socket, and sleeps until it is killed. It has no C library where the system calls below are known, so
// that almost nothing runs between exec and the time stamp.
#include "report.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>

#if defined(__x86_64__)
static long call(long number, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}
__asm__(".globl _start\n_start: mov %rsp, %rdi\n and $-16, %rsp\n call run\n");
#elif defined(__aarch64__)
static long call(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}
__asm__(".globl _start\n_start: mov x0, sp\n bl run\n");
#else
#error "probe.c knows the system calls of x86-64 and aarch64 only"
#endif

static uint64_t now(void) {
    struct timespec time;
    call(SYS_clock_gettime, CLOCK_MONOTONIC, (long)&time, 0, 0, 0, 0);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static uint32_t number(const char *digits) {
    uint32_t value = 0;
    while (*digits >= '0' && *digits <= '9') value = value * 10 + (uint32_t)(*digits++ - '0');
    return value;
}

static socklen_t address(struct sockaddr_un *to, const char *path) {
    size_t length = 0;
    to->sun_family = AF_UNIX;
    while (length < sizeof to->sun_path - 1 && path[length] != 0) {
        to->sun_path[length] = path[length];
        length++;
    }
    to->sun_path[length] = 0;
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + 1);
}

__attribute__((noreturn, used)) void run(long *stack) {
    struct report report = {.stamp = now()};
    char **argument = (char **)(stack + 1);
    if (stack[0] != 3) call(SYS_exit_group, 2, 0, 0, 0, 0, 0);
    struct sockaddr_un to;
    socklen_t length = address(&to, argument[1]);
    report.index = number(argument[2]);
    report.pid = (uint32_t)call(SYS_getpid, 0, 0, 0, 0, 0, 0);
    long fd = call(SYS_socket, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0, 0, 0);
    call(SYS_sendto, fd, (long)&report, sizeof report, 0, (long)&to, length);
    call(SYS_close, fd, 0, 0, 0, 0, 0);
    for (;;) call(SYS_ppoll, 0, 0, 0, 0, 0, 0);
}
