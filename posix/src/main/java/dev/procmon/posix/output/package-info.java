// SPDX-License-Identifier: Apache-2.0

/** What whoever takes output needs of the kernel: files to append to, lines to be copied, bytes to be moved. */
@NullMarked
package dev.procmon.posix.output;

import org.jspecify.annotations.NullMarked;
