// SPDX-License-Identifier: Apache-2.0

/** What happens in a supervisor, as it is logged, sent and shown. */
@NullMarked
package dev.procmon.control.event;

import org.jspecify.annotations.NullMarked;
