// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a probe, {@code ready} or {@code live}: what it looks at, and how often. */
final class ProbeReader {

    /** The keys of one probe that are read here; the two probes have the same but for the line of the output. */
    record Keys(
            Key http,
            Key status,
            Key headers,
            Key body,
            Key tcp,
            Key exec,
            Optional<Key> log,
            Key file,
            Key period,
            Key timeout,
            Key failures,
            Key successes,
            Key startPeriod) {

        /** Return the keys that say what is looked at. */
        List<Key> targets() {
            return log.isPresent() ? List.of(http, tcp, exec, log.get(), file) : List.of(http, tcp, exec, file);
        }

        /** Return the keys that say how it is looked at. */
        List<Key> manners() {
            return List.of(period, timeout, failures, successes, startPeriod);
        }
    }

    static final Keys READY = new Keys(
            Key.READY_HTTP,
            Key.READY_STATUS,
            Key.READY_HEADERS,
            Key.READY_BODY,
            Key.READY_TCP,
            Key.READY_EXEC,
            Optional.of(Key.READY_LOG),
            Key.READY_FILE,
            Key.READY_PERIOD,
            Key.READY_TIMEOUT,
            Key.READY_FAILURES,
            Key.READY_SUCCESSES,
            Key.READY_START_PERIOD);

    static final Keys LIVE = new Keys(
            Key.LIVE_HTTP,
            Key.LIVE_STATUS,
            Key.LIVE_HEADERS,
            Key.LIVE_BODY,
            Key.LIVE_TCP,
            Key.LIVE_EXEC,
            Optional.empty(),
            Key.LIVE_FILE,
            Key.LIVE_PERIOD,
            Key.LIVE_TIMEOUT,
            Key.LIVE_FAILURES,
            Key.LIVE_SUCCESSES,
            Key.LIVE_START_PERIOD);

    /** What is in effect where the file says nothing; what it looks at is not looked at. */
    static final ProbePolicy STANDARD = ProbePolicy.of(new ProbeTarget.FileExists("/"));

    private static final int THRESHOLD_MAX = 1_000;

    private final Fields fields;
    private final Keys keys;
    private final BaseDirectory directory;
    private final Placeholders first;

    /**
     * Read a probe.
     *
     * @param directory the working directory of the program
     * @param first what is put into the text of its first replica, which has to make sense
     */
    ProbeReader(Fields fields, Keys keys, BaseDirectory directory, Placeholders first) {
        this.fields = fields;
        this.keys = keys;
        this.directory = directory;
        this.first = first;
    }

    /** Return the keys that can say what is looked at. */
    List<Key> targets() {
        return keys.targets();
    }

    /** Return the keys by which the file says what is looked at. */
    List<Key> given() {
        List<Key> given = new ArrayList<>();
        for (Key key : keys.targets()) {
            if (fields.value(key).isPresent()) {
                given.add(key);
            }
        }
        return given;
    }

    /** Read the probe that looks at what one key says. */
    Optional<ProbeText> read(Key given) {
        Optional<TargetText> target = target(given);
        if (given != keys.http()) {
            noteWithout(List.of(keys.status(), keys.headers(), keys.body()), "has no meaning without http");
        }
        if (keys.log().isPresent() && given == keys.log().get()) {
            noteWithout(keys.manners(), "has no meaning with log: each line is looked at as it comes");
        }
        Duration period = fields.duration(keys.period(), ProbePolicy.SHORTEST).orElse(STANDARD.period());
        Duration timeout = fields.duration(keys.timeout(), ProbePolicy.SHORTEST).orElse(STANDARD.timeout());
        int failures = fields.whole(keys.failures(), 1, THRESHOLD_MAX).orElse(STANDARD.failures());
        int successes = fields.whole(keys.successes(), 1, THRESHOLD_MAX).orElse(STANDARD.successes());
        Duration startPeriod = fields.duration(keys.startPeriod()).orElse(STANDARD.startPeriod());
        return target.isPresent()
                ? Optional.of(new ProbeText(target.get(), period, timeout, failures, successes, startPeriod))
                : Optional.empty();
    }

    /** Note the keys that have no meaning where nothing is looked at. */
    void noteManners() {
        noteWithout(keys.manners(), "has no meaning where nothing is looked at");
        noteWithout(List.of(keys.status(), keys.headers(), keys.body()), "has no meaning without http");
    }

    private void noteWithout(List<Key> others, String reason) {
        for (Key key : others) {
            fields.without(key, reason);
        }
    }

    private Optional<TargetText> target(Key given) {
        if (given == keys.exec()) {
            Optional<Command> command = CommandReader.read(fields, given);
            return command.isPresent() ? Optional.of(new TargetText.Exec(command.get())) : Optional.empty();
        }
        Optional<Fields.Place> text = fields.text(given);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        TargetText target = ofText(given, text.get());
        Parsed<ProbeTarget> read = target.target(first);
        return read instanceof Parsed.Refused<ProbeTarget>(String message)
                ? fields.refused(text.get().value(), given.path() + ": " + message)
                : Optional.of(target);
    }

    private TargetText ofText(Key given, Fields.Place place) {
        String text = place.text();
        if (given == keys.http()) {
            return http(text, fields.base(place.value()));
        }
        if (given == keys.tcp()) {
            return new TargetText.Tcp(AddressText.absolute(text, fields.base(place.value())));
        }
        if (given == keys.file()) {
            return new TargetText.File(
                    fields.path(given, place.value(), directory).orElse(place).text());
        }
        return new TargetText.Log(text);
    }

    private TargetText http(String url, BaseDirectory base) {
        StatusText status = status();
        Optional<Fields.Place> body = fields.text(keys.body());
        return new TargetText.Http(
                AddressText.absolute(url, base),
                status.min(),
                status.max(),
                HeadersReader.read(fields, keys.headers()),
                body.isPresent() ? Optional.of(body.get().text()) : Optional.empty());
    }

    private StatusText status() {
        Optional<TomlValue> value = fields.value(keys.status());
        Optional<StatusText> status = value.isPresent() ? StatusText.of(value.get()) : Optional.empty();
        if (value.isPresent() && status.isEmpty()) {
            fields.mismatch(keys.status(), value.get());
        }
        return status.orElse(StatusText.STANDARD);
    }
}
