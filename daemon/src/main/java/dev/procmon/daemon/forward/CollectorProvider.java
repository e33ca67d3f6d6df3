// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;

/** Knows how to talk to OpenTelemetry collectors. A service of a part of procmon that is loaded only where the configuration has a collector. */
public interface CollectorProvider {

    /** Make a receiver of it; nothing is connected yet. */
    Receiver open(Forward.Target.OpenTelemetry collector);
}
