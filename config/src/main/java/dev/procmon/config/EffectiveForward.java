// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import java.util.TreeMap;

/** Writes to whom output is forwarded; of headers in a file only its path. */
final class EffectiveForward {

    private EffectiveForward() {}

    static void write(Rendering out, Forward forward) {
        out.header("[forward." + TomlText.key(forward.name()) + "]");
        switch (forward.target()) {
            case Forward.Target.SyslogSocket(var socket, int facility) -> {
                out.line(Key.FORWARD_SYSLOG, Rendering.quote(socket.toString()));
                facility(out, facility);
            }
            case Forward.Target.SyslogTcp tcp -> {
                out.line(Key.FORWARD_SYSLOG, Rendering.quote(SyslogReader.shown(tcp)));
                facility(out, tcp.facility());
            }
            case Forward.Target.Journal(var socket) ->
                out.line(Key.FORWARD_JOURNALD, Rendering.quote(socket.toString()));
            case Forward.Target.OpenTelemetry collector -> collector(out, collector);
        }
        out.line(Key.FORWARD_QUEUE, Rendering.quote(SizeText.format(forward.queueBytes())));
    }

    private static void facility(Rendering out, int facility) {
        out.line(Key.FORWARD_FACILITY, Rendering.quote(FacilityText.name(facility)));
    }

    private static void collector(Rendering out, Forward.Target.OpenTelemetry collector) {
        out.line(Key.FORWARD_OTLP, Rendering.quote(collector.endpoint().toString()));
        if (collector.headersFile().isPresent()) {
            out.line(
                    Key.FORWARD_HEADERS_FILE,
                    Rendering.quote(collector.headersFile().get().toString()));
        } else {
            out.line(Key.FORWARD_HEADERS, Rendering.strings(new TreeMap<>(collector.headers())));
        }
    }
}
