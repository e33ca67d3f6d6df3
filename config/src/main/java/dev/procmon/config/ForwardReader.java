// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one table {@code [forward.NAME]}: to whom output is forwarded. */
final class ForwardReader {

    /** Where systemd-journald listens. */
    static final String JOURNAL_SOCKET = "/run/systemd/journal/socket";

    private static final List<Key> TARGETS = List.of(Key.FORWARD_SYSLOG, Key.FORWARD_JOURNALD, Key.FORWARD_OTLP);
    private static final String EXPECTED = "syslog, journald or otlp";

    private final Fields fields;

    ForwardReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * Read it.
     *
     * @param offset where its name stands
     */
    Optional<Forward> read(String name, int offset) {
        List<Key> given = new ArrayList<>(1);
        for (Key key : TARGETS) {
            if (fields.value(key).isPresent()) {
                given.add(key);
            }
        }
        long queue = queue();
        if (given.isEmpty()) {
            if (!fields.isMistyped(TARGETS)) {
                fields.problems()
                        .errorUnlessTorn(
                                offset,
                                "forward " + Shown.text(name) + " says no receiver; expected one of " + EXPECTED);
            }
            return Optional.empty();
        }
        if (given.size() > 1) {
            fields.without(
                    given.get(1),
                    "is the second receiver, beside " + given.getFirst().key() + "; expected one of " + EXPECTED);
        }
        Optional<Forward.Target> target = target(given.getFirst());
        return target.isPresent() ? Optional.of(new Forward(name, target.get(), queue)) : Optional.empty();
    }

    private Optional<Forward.Target> target(Key given) {
        if (given != Key.FORWARD_SYSLOG) {
            fields.without(Key.FORWARD_FACILITY, "has no meaning without syslog");
        }
        if (given != Key.FORWARD_OTLP) {
            fields.without(Key.FORWARD_HEADERS, "has no meaning without otlp");
            fields.without(Key.FORWARD_HEADERS_FILE, "has no meaning without otlp");
        }
        TomlValue value = fields.value(given).orElseThrow();
        if (given == Key.FORWARD_SYSLOG) {
            return new SyslogReader(fields).read(value);
        }
        return given == Key.FORWARD_JOURNALD ? journal(value) : new CollectorReader(fields).read(value);
    }

    private long queue() {
        OptionalLong bytes = fields.bytes(Key.FORWARD_QUEUE);
        boolean possible = bytes.isPresent()
                && bytes.getAsLong() >= Forward.QUEUE_BYTES_MIN
                && bytes.getAsLong() <= Forward.QUEUE_BYTES_MAX;
        if (bytes.isPresent() && !possible) {
            fields.without(
                    Key.FORWARD_QUEUE,
                    "is not between " + SizeText.format(Forward.QUEUE_BYTES_MIN) + " and "
                            + SizeText.format(Forward.QUEUE_BYTES_MAX));
        }
        return possible ? bytes.getAsLong() : Forward.QUEUE_BYTES_STANDARD;
    }

    private Optional<Forward.Target> journal(TomlValue value) {
        if (value instanceof TomlValue.Truth truth && truth.value()) {
            return Optional.of(new Forward.Target.Journal(Path.of(JOURNAL_SOCKET)));
        }
        Optional<Fields.Place> place = fields.text(Key.FORWARD_JOURNALD, value);
        Optional<Path> socket =
                place.isPresent() ? socket(fields, Key.FORWARD_JOURNALD, place.get()) : Optional.empty();
        return socket.isPresent() ? Optional.of(new Forward.Target.Journal(socket.get())) : Optional.empty();
    }

    /** Return the path of a socket, with or without the word for it before it. */
    static Optional<Path> socket(Fields fields, Key key, Fields.Place place) {
        TomlValue value = place.value();
        String text = place.text();
        String path = text.startsWith(AddressText.UNIX) ? text.substring(AddressText.UNIX.length()) : text;
        boolean relative = !path.isEmpty() && !path.startsWith("@");
        Parsed<String> whole = AddressText.path(relative ? fields.base(value).resolve(path) : path);
        return whole instanceof Parsed.Refused<String>(String message)
                ? fields.refused(value, key.path() + ": " + message)
                : fields.file(key, new TomlValue.Text(value.offset(), whole.get(), value.offset(), false));
    }
}
