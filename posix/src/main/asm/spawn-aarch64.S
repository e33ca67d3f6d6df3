// SPDX-License-Identifier: Apache-2.0
//
// long spawn(struct request *): the same as spawn-x86_64.S, where all is explained.

        .text
        .globl  spawn
spawn:
        hint    #34                     // bti c
        stp     x19, x20, [sp, #-32]!
        stp     x21, x22, [sp, #16]
        mov     x19, x0                 // the request

        mov     x0, #2                  // SIG_SETMASK
        mov     x1, x19
        add     x2, x19, #8
        mov     x3, #8                  // the size of a set
        mov     x8, #135                // rt_sigprocmask
        svc     #0

        ldr     x9, [x19, #32]
        cbnz    x9, 1f
        add     x0, x19, #48
        mov     x1, #88
        mov     x8, #435                // clone3
        svc     #0
        b       2f
1:      ldr     x0, [x19, #40]
        mov     x1, #0                  // no stack: its parent's
        mov     x2, #0
        mov     x3, #0
        mov     x4, #0
        mov     x8, #220                // clone
        svc     #0
2:      cbz     x0, child

        mov     x20, x0
        mov     x0, #2
        add     x1, x19, #8
        mov     x2, #0
        mov     x3, #8
        mov     x8, #135
        svc     #0
        mov     x0, x20
        ldp     x21, x22, [sp, #16]
        ldp     x19, x20, [sp], #32
        ret

child:
        add     x20, x19, #144          // the entry
        mov     x21, #0                 // its number, from 0
        mov     x22, #0                 // the result of the entry before
entry:
        ldr     x9, [x19, #16]
        cmp     x21, x9
        b.hs    end
        ldp     x8, x0, [x20]
        ldp     x1, x2, [x20, #16]
        ldp     x3, x4, [x20, #32]
        ldp     x5, x9, [x20, #48]
        tst     x9, #1
        csel    x0, x22, x0, ne
        tbnz    x8, #63, pid
        svc     #0
        str     x0, [x20, #72]
        mov     x22, x0
        cmn     x0, #4095
        b.lo    next
        neg     x0, x0
        cmp     x0, #127
        b.hi    end
        lsr     x10, x0, #6             // which half of the bits
        add     x10, x20, x10, lsl #3
        ldr     x9, [x10, #56]
        lsr     x9, x9, x0              // by the lower six bits of the number
        tbz     x9, #0, end
next:
        add     x21, x21, #1
        add     x20, x20, #80
        b       entry
end:
        add     x21, x21, #1
        str     x21, [x19, #24]
        mov     x0, #127
        mov     x8, #94                 // exit_group
        svc     #0
        brk     #1

pid:
        mov     x11, x0                 // where to write
        mov     x8, #172                // getpid
        svc     #0
        mov     x9, #10
        mov     x10, x0
1:      add     x11, x11, #1            // behind the last digit, and one more for each
        udiv    x10, x10, x9
        cbnz    x10, 1b
        strb    wzr, [x11]
2:      udiv    x10, x0, x9
        msub    x12, x10, x9, x0
        add     x12, x12, #'0'
        strb    w12, [x11, #-1]!
        mov     x0, x10
        cbnz    x0, 2b
        b       next

        .section .note.GNU-stack, "", %progbits
