// SPDX-License-Identifier: Apache-2.0

/** Output to OpenTelemetry collectors, by OTLP over HTTP. Start at {@link dev.procmon.otlp.Collector}. */
@NullMarked
package dev.procmon.otlp;

import org.jspecify.annotations.NullMarked;
