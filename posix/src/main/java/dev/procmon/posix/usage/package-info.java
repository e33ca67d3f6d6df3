// SPDX-License-Identifier: Apache-2.0

/** What programs use of the host. */
@NullMarked
package dev.procmon.posix.usage;

import org.jspecify.annotations.NullMarked;
