// SPDX-License-Identifier: Apache-2.0
package dev.procmon.otlp;

import dev.procmon.config.Forward;
import dev.procmon.daemon.forward.CollectorProvider;
import dev.procmon.daemon.forward.Receiver;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes receivers of collectors. */
public final class OpenTelemetry implements CollectorProvider {

    /** The exporter writes to standard error each time that something fails; it is told once, as an event. Kept, lest it be collected. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    /** For the service loader. */
    public OpenTelemetry() {
        LIBRARY.setLevel(Level.OFF);
    }

    @Override
    public Receiver open(Forward.Target.OpenTelemetry collector) {
        return new Collector(collector);
    }
}
