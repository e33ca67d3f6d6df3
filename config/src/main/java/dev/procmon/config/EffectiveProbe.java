// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the probes of a program. */
final class EffectiveProbe {

    private EffectiveProbe() {}

    /** Return the value of {@code ready}, if anything says when the program is ready. */
    static Optional<String> ready(ProgramTemplate template) {
        boolean told = template.policy().health().readyByNotice();
        // Without readiness the time for it has no meaning, and no value says that there is none.
        if (template.ready().isEmpty() && !told) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        if (template.ready().isPresent()) {
            probe(template.ready().get(), ProbeReader.READY, fields);
        }
        fields.add(Rendering.field(Key.READY_WITHIN, template.policy().health().readyWithin()));
        return Optional.of(Rendering.table(fields));
    }

    /** Return the value of {@code live}, if there is one. */
    static Optional<String> live(ProgramTemplate template) {
        if (template.live().isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        probe(template.live().get(), ProbeReader.LIVE, fields);
        return Optional.of(Rendering.table(fields));
    }

    private static void probe(ProbeText probe, ProbeReader.Keys keys, List<String> fields) {
        switch (probe.target()) {
            case TargetText.Http http -> http(http, keys, fields);
            case TargetText.Tcp(String address) -> fields.add(Rendering.field(keys.tcp(), Rendering.quote(address)));
            case TargetText.Exec(var command) -> fields.add(Rendering.field(keys.exec(), Rendering.command(command)));
            case TargetText.File(String path) -> fields.add(Rendering.field(keys.file(), Rendering.quote(path)));
            case TargetText.Log(String expression) -> {
                fields.add(Rendering.field(keys.log().orElseThrow(), Rendering.quote(expression)));
                // A line is looked at as it comes: the rest has no meaning.
                return;
            }
        }
        fields.add(Rendering.field(keys.period(), probe.period()));
        fields.add(Rendering.field(keys.timeout(), probe.timeout()));
        fields.add(Rendering.field(keys.failures(), Integer.toString(probe.failures())));
        fields.add(Rendering.field(keys.successes(), Integer.toString(probe.successes())));
        fields.add(Rendering.field(keys.startPeriod(), probe.startPeriod()));
    }

    private static void http(TargetText.Http http, ProbeReader.Keys keys, List<String> fields) {
        fields.add(Rendering.field(keys.http(), Rendering.quote(http.url())));
        fields.add(Rendering.field(keys.status(), new StatusText(http.statusMin(), http.statusMax()).format()));
        fields.add(Rendering.field(keys.headers(), Rendering.strings(http.headers())));
        if (http.body().isPresent()) {
            fields.add(Rendering.field(keys.body(), Rendering.quote(http.body().get())));
        }
    }
}
