// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import java.net.InetAddress;
import java.util.List;

/** What came of the look-up of a host. */
sealed interface HostAnswer {

    /** It has these addresses, at least one. */
    record Known(List<InetAddress> addresses) implements HostAnswer {}

    /** It has none. */
    record Unknown() implements HostAnswer {}
}
