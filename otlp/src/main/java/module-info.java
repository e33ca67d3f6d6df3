// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Sends output to OpenTelemetry collectors. On the class path of a loader of its own, made where a configuration has a collector. */
@NullMarked
module dev.procmon.otlp {
    requires static transitive org.jspecify;
    requires dev.procmon.config;
    requires dev.procmon.daemon;
    requires dev.procmon.logs;
    requires io.opentelemetry.api;
    requires io.opentelemetry.exporter.internal;
    requires io.opentelemetry.exporter.otlp;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.logs;
    requires java.logging;

    provides dev.procmon.daemon.forward.CollectorProvider with
            dev.procmon.otlp.OpenTelemetry;
}
