// SPDX-License-Identifier: Apache-2.0

/** What can be asked of a running supervisor, and what comes of it. */
@NullMarked
package dev.procmon.control.action;

import org.jspecify.annotations.NullMarked;
