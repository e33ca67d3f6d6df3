// SPDX-License-Identifier: Apache-2.0

/** What a running supervisor says of itself and of its programs. */
@NullMarked
package dev.procmon.control.status;

import org.jspecify.annotations.NullMarked;
