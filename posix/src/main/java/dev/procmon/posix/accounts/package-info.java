// SPDX-License-Identifier: Apache-2.0

/** The users and groups of the host. */
@NullMarked
package dev.procmon.posix.accounts;

import org.jspecify.annotations.NullMarked;
