// SPDX-License-Identifier: Apache-2.0

/** The monitors: they own children, perform effects through a reactor and publish events. */
@NullMarked
package dev.procmon.core.monitor;

import org.jspecify.annotations.NullMarked;
