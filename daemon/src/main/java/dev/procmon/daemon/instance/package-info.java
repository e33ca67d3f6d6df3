// SPDX-License-Identifier: Apache-2.0

/** One supervisor per name: the directory that belongs to it, and the lock that only one holds. */
@NullMarked
package dev.procmon.daemon.instance;

import org.jspecify.annotations.NullMarked;
