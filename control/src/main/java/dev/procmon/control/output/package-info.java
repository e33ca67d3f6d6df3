// SPDX-License-Identifier: Apache-2.0

/** What programs have written. */
@NullMarked
package dev.procmon.control.output;

import org.jspecify.annotations.NullMarked;
