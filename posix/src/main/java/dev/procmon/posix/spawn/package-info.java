// SPDX-License-Identifier: Apache-2.0

/**
 * Spawns processes, on a thread of its own.
 *
 * <p>A spawn copies the descriptor table of the calling thread. The supervisor's has three entries for each child, so that
 * with 10,000 children a restart took 7.5 ms, in C too. On Linux the table belongs to the thread if it asks for that: the
 * spawner thread's holds a handful of entries, and a spawn takes as long with 10,000 children as with one.
 *
 * <p>What a child is to have and to be, it takes on by itself before it executes its program: {@code ChildPlan} writes that
 * down as a list of system calls, which {@code posix.libc} has it perform.
 *
 * <p>The price is that this thread must do little but system calls. A descriptor that a library opened on it, and kept, would
 * be another file on all other threads: a jar file, a socket to the user database. So classes are loaded by a rehearsal before
 * the thread gets its own table, users are looked up on another thread, and what went wrong is put in words on the loop
 * thread. The files that Java itself reads classes from stay in the table under their numbers, for it may need them anywhere.
 */
@NullMarked
package dev.procmon.posix.spawn;

import org.jspecify.annotations.NullMarked;
