// SPDX-License-Identifier: Apache-2.0

/** What a process does to be a service itself: tell its own supervisor how it is, and leave the terminal of who started it. */
@NullMarked
package dev.procmon.posix.service;

import org.jspecify.annotations.NullMarked;
