// SPDX-License-Identifier: Apache-2.0

/** Where running supervisors are found on a host. */
@NullMarked
package dev.procmon.control.instance;

import org.jspecify.annotations.NullMarked;
