// SPDX-License-Identifier: Apache-2.0

/** One child's life as a pure state machine: effects are data. */
@NullMarked
package dev.procmon.core.lifecycle;

import org.jspecify.annotations.NullMarked;
