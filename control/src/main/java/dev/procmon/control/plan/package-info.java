// SPDX-License-Identifier: Apache-2.0

/** What a reload would do, and what it has done. */
@NullMarked
package dev.procmon.control.plan;

import org.jspecify.annotations.NullMarked;
