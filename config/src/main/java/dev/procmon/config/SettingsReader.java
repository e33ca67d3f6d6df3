// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code [supervisor]}. Whether the programs exist that it names is seen once all are read. */
final class SettingsReader {

    private static final List<String> OWN = List.of("INT", "TERM", "HUP", "CHLD");
    private static final List<String> UNCATCHABLE = List.of("KILL", "STOP");
    /** What HotSpot installs a handler for, or takes from the thread that it comes to. */
    private static final List<String> OF_JAVA =
            List.of("QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "SEGV", "USR2", "PIPE", "XFSZ");

    private static final int NAMED_MAX = 31;

    private final Fields fields;

    private SettingsReader(Fields fields) {
        this.fields = fields;
    }

    /** Read the settings; those of no table are the standard ones. */
    static Settings read(Fields file, TomlValue supervisor) {
        if (supervisor instanceof TomlTable table) {
            return new SettingsReader(file.of(table, Section.SUPERVISOR)).read();
        }
        file.mismatch(Key.SUPERVISOR, supervisor);
        return Settings.STANDARD;
    }

    /** Return the name of the program that {@code exit-with} says, if it says one. */
    static Optional<Reference> exitWith(TomlValue supervisor) {
        Optional<TomlTable.Entry> entry =
                supervisor instanceof TomlTable table ? table.find(Key.EXIT_WITH.key()) : Optional.empty();
        return entry.isPresent() && entry.get().value() instanceof TomlValue.Text text && NameText.isName(text.value())
                ? Optional.of(new Reference(text.value(), text.offset()))
                : Optional.empty();
    }

    private Settings read() {
        Optional<Fields> api = fields.inner(Key.API, Section.API);
        return new Settings(
                fields.whole(Key.MAX_STARTING, 1, AttributesReader.COUNT_MAX),
                name(),
                exitWith(),
                forwardSignals(),
                eventsKeep(),
                api.isPresent() ? new ApiReader(api.get()).read() : ApiSettings.STANDARD,
                List.of());
    }

    private Optional<String> name() {
        Optional<Fields.Place> place = fields.text(Key.SUPERVISOR_NAME);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String name = place.get().text();
        return NameText.isInstance(name)
                ? Optional.of(name)
                : fields.refused(
                        place.get().value(),
                        Key.SUPERVISOR_NAME.path() + ": expected 1 to " + NameText.LENGTH_MAX
                                + " letters, digits, '_', '-' and '.', and no '-' or '.' first, got "
                                + Shown.text(name));
    }

    private Optional<ProgramName> exitWith() {
        Optional<Fields.Place> place = fields.text(Key.EXIT_WITH);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        return NameText.isName(place.get().text())
                ? Optional.of(new ProgramName(place.get().text()))
                : fields.refused(
                        place.get().value(),
                        Key.EXIT_WITH.path() + ": " + Shown.text(place.get().text()) + " is no name of a program");
    }

    private Optional<List<Signal>> forwardSignals() {
        Optional<TomlValue> value = fields.value(Key.FORWARD_SIGNALS);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<Signal> signals = new ArrayList<>();
        for (TomlValue element : fields.array(Key.FORWARD_SIGNALS)) {
            Optional<Signal> signal = SignalText.read(fields, Key.FORWARD_SIGNALS, element);
            if (signal.isPresent() && isForwardable(signal.get(), element) && isNew(signal.get(), signals, element)) {
                signals.add(signal.get());
            }
        }
        return Optional.of(signals);
    }

    private boolean isForwardable(Signal signal, TomlValue element) {
        String reason;
        if (OWN.contains(signal.name())) {
            reason = "procmon needs it itself";
        } else if (UNCATCHABLE.contains(signal.name())) {
            reason = "no program can catch it";
        } else if (OF_JAVA.contains(signal.name())) {
            reason = "the Java machine that procmon runs on uses it";
        } else if (signal.number() > NAMED_MAX) {
            reason = "the Java machine that procmon runs on cannot catch it";
        } else {
            return true;
        }
        fields.refused(element, Key.FORWARD_SIGNALS.path() + ": " + signal + " cannot be passed on: " + reason);
        return false;
    }

    private boolean isNew(Signal signal, List<Signal> signals, TomlValue element) {
        boolean isNew = !signals.contains(signal);
        if (!isNew) {
            fields.refused(element, Key.FORWARD_SIGNALS.path() + ": " + signal + " comes twice");
        }
        return isNew;
    }

    private long eventsKeep() {
        Optional<Fields> events = fields.inner(Key.EVENTS, Section.EVENTS);
        OptionalLong bytes = events.isPresent() ? events.get().bytes(Key.EVENTS_KEEP) : OptionalLong.empty();
        if (bytes.isPresent() && bytes.getAsLong() < Settings.EVENTS_KEEP_MIN) {
            events.orElseThrow()
                    .without(
                            Key.EVENTS_KEEP,
                            "is too little: expected at least " + SizeText.format(Settings.EVENTS_KEEP_MIN));
            return Settings.EVENTS_KEEP_STANDARD;
        }
        return bytes.orElse(Settings.EVENTS_KEEP_STANDARD);
    }
}
