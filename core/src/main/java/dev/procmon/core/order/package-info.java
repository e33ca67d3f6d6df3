// SPDX-License-Identifier: Apache-2.0

/** Dependencies and groups: who may start, and who must stop. */
@NullMarked
package dev.procmon.core.order;

import org.jspecify.annotations.NullMarked;
