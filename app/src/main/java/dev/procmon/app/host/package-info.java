// SPDX-License-Identifier: Apache-2.0

/** What makes of a supervision an instance: its lock, its event log, and the API by which it is asked. */
@NullMarked
package dev.procmon.app.host;

import org.jspecify.annotations.NullMarked;
