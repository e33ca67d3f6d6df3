// SPDX-License-Identifier: Apache-2.0
/** Seeded simulation: random worlds over virtual days, in which faults come and go, and which must settle as wanted. */
@NullMarked
package dev.procmon.testkit.simulation;

import org.jspecify.annotations.NullMarked;
