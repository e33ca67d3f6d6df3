// SPDX-License-Identifier: Apache-2.0

/** What programs say of themselves, and what is seen of them, made into decisions. */
@NullMarked
package dev.procmon.core.health;

import org.jspecify.annotations.NullMarked;
