// SPDX-License-Identifier: Apache-2.0
//
// Four functions over bytes and line feeds, each of which begins at a multiple of sixteen from the first:
//
//      0  long copy(struct request *)            copies whole lines with a prefix before each; returns why it has ended
//     16  long first(const char *, long length)  the index of the first line feed, or -1
//     32  long last(const char *, long length)   the index of the last one, or -1
//     48  long count(const char *, long length)  how many there are
//
// They read nothing outside what they are given, write nothing outside of it but what is said below, call nobody, and use no memory of
// their own but the word of the stack that keeps a register. They may stand at any address. docs/design/0017-line-copy.md says why they are not
// written in Java; LineCopyCall.java writes the request.
//
// struct request
//      0  the first byte that is not copied; advanced
//      8  the end of what there is to be copied
//     16  where the next byte goes; advanced
//     24  the last address at which a line may begin there: what follows must be as long as the longest prefix and the longest line
//     32  the longest line, with its line feed
//     40  at most so many lines
//     48  so many lines have been copied
//     56  the length of the prefix
//     64  the prefix, in whole blocks of sixteen bytes
//
// A prefix is copied in whole blocks, so up to fifteen bytes too many, and a line before it is known that it has an end: what stands
// behind the last line in the target is no one's. The result: 0, all that is left is less than a line; 1, the next line is too long; 2, there
// may be no room for it; 3, there are as many as were wanted.
//
// Assemble with tools/assemble, which also puts the bytes into LineCode.java; MachineCodeTest compares the two.

        .intel_syntax noprefix
        .text
        endbr64
        jmp     copy
        .balign 16
        endbr64
        jmp     first
        .balign 16
        endbr64
        jmp     last
        .balign 16
        endbr64
        jmp     count
        .balign 16

copy:
        push    rbx
        mov     rsi, [rdi]              // from here
        mov     rdx, [rdi + 8]          // to there
        mov     rcx, [rdi + 16]         // into this
        mov     r8, [rdi + 24]
        mov     r9, [rdi + 32]
        mov     r11, [rdi + 56]
        xor     ebx, ebx                // the lines
        mov     eax, 0x0A0A0A0A
        movd    xmm1, eax
        pshufd  xmm1, xmm1, 0
line:
        mov     [rdi], rsi
        mov     [rdi + 16], rcx
        xor     eax, eax
        cmp     rsi, rdx
        je      ended
        mov     eax, 3
        cmp     rbx, [rdi + 40]
        jae     ended
        mov     eax, 2
        cmp     rcx, r8
        ja      ended
        lea     r10, [rsi + r9]         // where to stop looking
        cmp     r10, rdx
        cmova   r10, rdx

        xor     eax, eax
        test    r11, r11
        jz      2f
1:      movdqu  xmm0, [rdi + rax + 64]
        movdqu  [rcx + rax], xmm0
        add     rax, 16
        cmp     rax, r11
        jb      1b
        add     rcx, r11
2:
        sub     r10, 16                 // the last address of a whole block
        cmp     rsi, r10
        ja      4f
3:      movdqu  xmm0, [rsi]
        movdqu  [rcx], xmm0
        pcmpeqb xmm0, xmm1
        pmovmskb eax, xmm0
        test    eax, eax
        jnz     found
        add     rsi, 16
        add     rcx, 16
        cmp     rsi, r10
        jbe     3b
4:      add     r10, 16
5:      cmp     rsi, r10
        je      none
        movzx   eax, byte ptr [rsi]
        mov     [rcx], al
        inc     rsi
        inc     rcx
        cmp     al, 10
        jne     5b
        inc     rbx
        jmp     line
found:
        bsf     eax, eax
        lea     rsi, [rsi + rax + 1]
        lea     rcx, [rcx + rax + 1]
        inc     rbx
        jmp     line
none:
        sub     r10, [rdi]              // stopped at the limit, or at the end?
        xor     eax, eax
        cmp     r10, r9
        sete    al
ended:
        mov     [rdi + 48], rbx
        pop     rbx
        ret

first:
        lea     rdx, [rdi + rsi]
        mov     rcx, rdi
        mov     eax, 0x0A0A0A0A
        movd    xmm1, eax
        pshufd  xmm1, xmm1, 0
1:      lea     rax, [rcx + 16]
        cmp     rax, rdx
        ja      2f
        movdqu  xmm0, [rcx]
        pcmpeqb xmm0, xmm1
        pmovmskb esi, xmm0
        test    esi, esi
        jnz     3f
        mov     rcx, rax
        jmp     1b
2:      cmp     rcx, rdx
        je      nowhere
        cmp     byte ptr [rcx], 10
        je      4f
        inc     rcx
        jmp     2b
3:      bsf     esi, esi
        add     rcx, rsi
4:      sub     rcx, rdi
        mov     rax, rcx
        ret
nowhere:
        mov     rax, -1
        ret

last:
        lea     rdx, [rdi + rsi]
        mov     eax, 0x0A0A0A0A
        movd    xmm1, eax
        pshufd  xmm1, xmm1, 0
1:      mov     rax, rdx
        sub     rax, rdi
        cmp     rax, 16
        jb      2f
        sub     rdx, 16
        movdqu  xmm0, [rdx]
        pcmpeqb xmm0, xmm1
        pmovmskb esi, xmm0
        test    esi, esi
        jz      1b
        bsr     esi, esi
        lea     rax, [rdx + rsi]
        sub     rax, rdi
        ret
2:      cmp     rdx, rdi
        je      nowhere
        dec     rdx
        cmp     byte ptr [rdx], 10
        jne     2b
        mov     rax, rdx
        sub     rax, rdi
        ret

count:
        lea     rdx, [rdi + rsi]
        mov     eax, 0x0A0A0A0A
        movd    xmm1, eax
        pshufd  xmm1, xmm1, 0
        mov     eax, 0x01010101
        movd    xmm2, eax
        pshufd  xmm2, xmm2, 0
        pxor    xmm3, xmm3              // the sum, in two halves
        pxor    xmm4, xmm4              // nothing
1:      lea     rax, [rdi + 16]
        cmp     rax, rdx
        ja      2f
        movdqu  xmm0, [rdi]
        pcmpeqb xmm0, xmm1
        pand    xmm0, xmm2
        psadbw  xmm0, xmm4
        paddq   xmm3, xmm0
        mov     rdi, rax
        jmp     1b
2:      pshufd  xmm0, xmm3, 0xEE
        paddq   xmm0, xmm3
        movq    rax, xmm0
3:      cmp     rdi, rdx
        je      4f
        xor     ecx, ecx
        cmp     byte ptr [rdi], 10
        sete    cl
        add     rax, rcx
        inc     rdi
        jmp     3b
4:      ret

        .section .note.GNU-stack, "", %progbits
