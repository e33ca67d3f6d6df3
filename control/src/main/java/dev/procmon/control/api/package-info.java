// SPDX-License-Identifier: Apache-2.0

/** The HTTP API: what there is, who may use it, and how it says no. */
@NullMarked
package dev.procmon.control.api;

import org.jspecify.annotations.NullMarked;
