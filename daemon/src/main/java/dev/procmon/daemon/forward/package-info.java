// SPDX-License-Identifier: Apache-2.0

/**
 * Output on its way to others: syslog daemons, the journal, OpenTelemetry collectors. It is read from where it is kept, so that no receiver
 * can hold up a program. Start at {@link dev.procmon.daemon.forward.Forwarding}.
 */
@NullMarked
package dev.procmon.daemon.forward;

import org.jspecify.annotations.NullMarked;
