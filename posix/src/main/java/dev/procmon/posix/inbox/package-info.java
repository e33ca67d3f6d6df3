// SPDX-License-Identifier: Apache-2.0

/** The threads of a reactor, and how one that sleeps in an epoll is given tasks. */
@NullMarked
package dev.procmon.posix.inbox;

import org.jspecify.annotations.NullMarked;
