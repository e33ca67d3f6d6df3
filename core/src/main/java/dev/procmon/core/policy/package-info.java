// SPDX-License-Identifier: Apache-2.0

/** How to treat a program: when to restart it, after which delay, and how to end it. */
@NullMarked
package dev.procmon.core.policy;

import org.jspecify.annotations.NullMarked;
