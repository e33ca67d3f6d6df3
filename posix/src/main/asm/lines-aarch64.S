// SPDX-License-Identifier: Apache-2.0
//
// The same four functions as in lines-x86_64.S, where all is explained.

        .text
        hint    #34                     // bti c
        b       copy
        .balign 16
        hint    #34
        b       first
        .balign 16
        hint    #34
        b       last
        .balign 16
        hint    #34
        b       count
        .balign 16

copy:
        ldp     x1, x2, [x0]            // from here to there
        ldp     x3, x4, [x0, #16]       // into this
        ldp     x5, x6, [x0, #32]
        ldr     x7, [x0, #56]
        mov     x8, #0                  // the lines
        add     x9, x0, #64             // the prefix
        movi    v1.16b, #10
line:
        str     x1, [x0]
        str     x3, [x0, #16]
        mov     x11, #0
        cmp     x1, x2
        b.eq    ended
        mov     x11, #3
        cmp     x8, x6
        b.hs    ended
        mov     x11, #2
        cmp     x3, x4
        b.hi    ended
        add     x10, x1, x5             // where to stop looking
        cmp     x10, x2
        csel    x10, x10, x2, lo

        cbz     x7, 2f
        mov     x11, #0
1:      ldr     q0, [x9, x11]
        str     q0, [x3, x11]
        add     x11, x11, #16
        cmp     x11, x7
        b.lo    1b
        add     x3, x3, x7
2:
        sub     x10, x10, #16           // the last address of a whole block
        cmp     x1, x10
        b.hi    4f
3:      ldr     q0, [x1]
        str     q0, [x3]
        cmeq    v0.16b, v0.16b, v1.16b
        shrn    v0.8b, v0.8h, #4        // four bits for each byte
        fmov    x11, d0
        cbnz    x11, found
        add     x1, x1, #16
        add     x3, x3, #16
        cmp     x1, x10
        b.ls    3b
4:      add     x10, x10, #16
5:      cmp     x1, x10
        b.eq    none
        ldrb    w11, [x1], #1
        strb    w11, [x3], #1
        cmp     w11, #10
        b.ne    5b
        add     x8, x8, #1
        b       line
found:
        rbit    x11, x11
        clz     x11, x11
        lsr     x11, x11, #2
        add     x11, x11, #1
        add     x1, x1, x11
        add     x3, x3, x11
        add     x8, x8, #1
        b       line
none:
        ldr     x11, [x0]
        sub     x10, x10, x11           // stopped at the limit, or at the end?
        cmp     x10, x5
        cset    x11, eq
ended:
        str     x8, [x0, #48]
        mov     x0, x11
        ret

first:
        add     x2, x0, x1
        mov     x3, x0
        movi    v1.16b, #10
1:      add     x4, x3, #16
        cmp     x4, x2
        b.hi    2f
        ldr     q0, [x3]
        cmeq    v0.16b, v0.16b, v1.16b
        shrn    v0.8b, v0.8h, #4
        fmov    x5, d0
        cbnz    x5, 3f
        mov     x3, x4
        b       1b
2:      cmp     x3, x2
        b.eq    nowhere
        ldrb    w5, [x3]
        cmp     w5, #10
        b.eq    4f
        add     x3, x3, #1
        b       2b
3:      rbit    x5, x5
        clz     x5, x5
        add     x3, x3, x5, lsr #2
4:      sub     x0, x3, x0
        ret
nowhere:
        mov     x0, #-1
        ret

last:
        add     x2, x0, x1
        movi    v1.16b, #10
1:      sub     x4, x2, x0
        cmp     x4, #16
        b.lo    2f
        sub     x2, x2, #16
        ldr     q0, [x2]
        cmeq    v0.16b, v0.16b, v1.16b
        shrn    v0.8b, v0.8h, #4
        fmov    x5, d0
        cbz     x5, 1b
        clz     x5, x5
        eor     x5, x5, #63
        add     x2, x2, x5, lsr #2
        sub     x0, x2, x0
        ret
2:      cmp     x2, x0
        b.eq    nowhere
        sub     x2, x2, #1
        ldrb    w5, [x2]
        cmp     w5, #10
        b.ne    2b
        sub     x0, x2, x0
        ret

count:
        add     x2, x0, x1
        mov     x3, #0
        movi    v1.16b, #10
1:      add     x4, x0, #16
        cmp     x4, x2
        b.hi    2f
        ldr     q0, [x0]
        cmeq    v0.16b, v0.16b, v1.16b
        ushr    v0.16b, v0.16b, #7
        addv    b0, v0.16b
        fmov    w5, s0
        add     x3, x3, x5
        mov     x0, x4
        b       1b
2:      cmp     x0, x2
        b.eq    3f
        ldrb    w5, [x0], #1
        cmp     w5, #10
        cinc    x3, x3, eq
        b       2b
3:      mov     x0, x3
        ret

        .section .note.GNU-stack, "", %progbits
