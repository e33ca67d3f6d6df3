// SPDX-License-Identifier: Apache-2.0

/**
 * The C library, by name and with types: the only package that knows of native memory and functions. One class per family
 * of headers, each made for one {@link Caller}, which is one thread.
 *
 * <p>A call that can fail returns its result, or the negated errno.
 */
@NullMarked
package dev.procmon.posix.libc;

import org.jspecify.annotations.NullMarked;
