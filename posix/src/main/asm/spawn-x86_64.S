// SPDX-License-Identifier: Apache-2.0
//
// long spawn(struct request *): makes a child that performs a table of system calls, the last of which is meant to be execve. Returns its
// pid, or the negated error number. The child shares all memory with the caller, which waits until the child has executed a program or is
// gone (CLONE_VM, CLONE_VFORK): what the child writes into the request is there when this returns. What stands in the request is written by
// SystemCallTable.java; docs/design/0005-spawn.md says why this is not written in Java or C.
//
// It calls nobody, uses no thread-local storage and, once the child is there, no stack: the child has that of its parent and must leave it as
// it is. All signals are blocked from before the child is made until the table opens them, so that no handler runs in the child. It may stand
// at any address.
//
// struct request                                         struct entry
//      0  a signal set with all signals                       0  the number of the system call; negative: write the pid
//      8  where the caller's signal mask is kept              8  six arguments; for the pid, where to write it in decimal
//     16  how many entries there are                         56  128 bits: bit n lets the child go on after error n; bit 0, which is no
//     24  the entry at which the child has ended,                error: the first argument is the result of the entry before
//         counted from 1; 0 while it has not                 72  the result
//     32  0: clone3 with the arguments at 48                 80  the next entry
//         1: clone with the flags at 40
//     40  the flags for clone
//     48  struct clone_args, 88 bytes (clone(2))
//    144  the entries
//
// Assemble with tools/assemble, which also puts the bytes into SpawnCode.java; MachineCodeTest compares the two.

        .intel_syntax noprefix
        .text
        .globl  spawn
spawn:
        endbr64
        push    rbx
        push    rbp
        push    r12
        push    r14
        push    r15
        mov     rbx, rdi

        mov     edi, 2                  // SIG_SETMASK
        mov     rsi, rbx
        lea     rdx, [rbx + 8]
        mov     r10d, 8                 // the size of a set
        mov     eax, 14                 // rt_sigprocmask
        syscall

        cmp     qword ptr [rbx + 32], 0
        jne     1f
        lea     rdi, [rbx + 48]
        mov     esi, 88
        mov     eax, 435                // clone3
        syscall
        jmp     2f
1:      mov     rdi, [rbx + 40]
        xor     esi, esi                // no stack: its parent's
        xor     edx, edx
        xor     r10d, r10d
        xor     r8d, r8d
        mov     eax, 56                 // clone
        syscall
2:      test    rax, rax
        jz      child

        mov     r15, rax
        mov     edi, 2
        lea     rsi, [rbx + 8]
        xor     edx, edx
        mov     r10d, 8
        mov     eax, 14
        syscall
        mov     rax, r15
        pop     r15
        pop     r14
        pop     r12
        pop     rbp
        pop     rbx
        ret

child:
        lea     rbp, [rbx + 144]
        xor     r12d, r12d              // the number of the entry, from 0
        xor     r14d, r14d              // the result of the entry before
entry:
        cmp     r12, [rbx + 16]
        jae     end
        mov     rdi, [rbp + 8]
        test    qword ptr [rbp + 56], 1
        cmovnz  rdi, r14
        mov     rsi, [rbp + 16]
        mov     rdx, [rbp + 24]
        mov     r10, [rbp + 32]
        mov     r8, [rbp + 40]
        mov     r9, [rbp + 48]
        mov     rax, [rbp]
        test    rax, rax
        js      pid
        syscall
        mov     [rbp + 72], rax
        mov     r14, rax
        cmp     rax, -4095
        jb      next
        neg     rax
        cmp     rax, 127
        ja      end
        bt      [rbp + 56], rax
        jnc     end
next:
        inc     r12
        add     rbp, 80
        jmp     entry
end:
        inc     r12
        mov     [rbx + 24], r12
        mov     edi, 127
        mov     eax, 231                // exit_group
        syscall
        ud2

pid:
        mov     eax, 39                 // getpid
        syscall
        mov     r8d, eax
        mov     ecx, 10
1:      inc     rdi                     // behind the last digit, and one more for each
        xor     edx, edx
        div     ecx
        test    eax, eax
        jnz     1b
        mov     byte ptr [rdi], 0
        mov     eax, r8d
2:      xor     edx, edx
        div     ecx
        add     dl, '0'
        dec     rdi
        mov     [rdi], dl
        test    eax, eax
        jnz     2b
        jmp     next

        .section .note.GNU-stack, "", %progbits
