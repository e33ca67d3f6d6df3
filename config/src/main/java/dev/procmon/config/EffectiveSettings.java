// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what is said about the supervisor itself. */
final class EffectiveSettings {

    private EffectiveSettings() {}

    static void write(Rendering out, Settings settings) {
        out.header(Section.SUPERVISOR.title());
        out.line(Key.MAX_STARTING, settings.startingMax());
        out.line(Key.SUPERVISOR_NAME, quoted(settings.name()));
        out.line(Key.EXIT_WITH, quoted(settings.exitWith()));
        out.line(
                Key.FORWARD_SIGNALS,
                settings.forwardSignals().isPresent()
                        ? Optional.of(signals(settings.forwardSignals().get()))
                        : Optional.empty());
        out.line(
                Key.EVENTS,
                Rendering.table(List.of(
                        Rendering.field(Key.EVENTS_KEEP, Rendering.quote(SizeText.format(settings.eventsKeep()))))));
        api(out, settings.api());
    }

    private static void api(Rendering out, ApiSettings api) {
        out.header(Section.API.title());
        out.line(Key.API_CLIENTS, Integer.toString(api.clients()));
        out.line(Key.API_VIEW, Rendering.array(Rendering.texts(api.view())));
        out.line(Key.API_OPERATE, Rendering.array(Rendering.texts(api.operate())));
        out.line(Key.API_CONFIGURE, Rendering.array(Rendering.texts(api.configure())));
        out.line(Key.API_TCP, quoted(api.tcp()));
        out.line(Key.API_TOKEN_FILE, quoted(api.tokenFile()));
        out.line(Key.API_TLS, api.tls().isPresent() ? Optional.of(tls(api.tls().get())) : Optional.empty());
        out.line(Key.API_HOSTS, Rendering.array(api.hosts()));
        out.line(Key.API_ORIGINS, Rendering.array(api.origins()));
    }

    private static String tls(TlsFiles tls) {
        return Rendering.table(List.of(
                Rendering.field(
                        Key.TLS_CERTIFICATE, Rendering.quote(tls.certificate().toString())),
                Rendering.field(Key.TLS_KEY, Rendering.quote(tls.key().toString()))));
    }

    private static String signals(List<Signal> signals) {
        List<String> names = new ArrayList<>();
        for (Signal signal : signals) {
            names.add(signal.name());
        }
        return Rendering.array(names);
    }

    private static Optional<String> quoted(Optional<?> value) {
        return value.isPresent() ? Optional.of(Rendering.quote(value.get().toString())) : Optional.empty();
    }
}
