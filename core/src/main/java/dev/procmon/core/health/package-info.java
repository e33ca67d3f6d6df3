// SPDX-License-Identifier: Apache-2.0

/** What is known of a run's readiness and liveness, as a pure state machine. */
@NullMarked
package dev.procmon.core.health;

import org.jspecify.annotations.NullMarked;
