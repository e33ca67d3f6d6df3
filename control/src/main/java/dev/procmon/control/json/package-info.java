// SPDX-License-Identifier: Apache-2.0

/** JSON (RFC 8259) without reflection: trees of plain values, and objects that say how they are written. */
@NullMarked
package dev.procmon.control.json;

import org.jspecify.annotations.NullMarked;
