// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signals as people write them, by name or by number. */
final class SignalText {

    private static final int NUMBER_MAX = 64;
    private static final int NAMED_MAX = 31;

    private SignalText() {}

    /** Read a value; note what is wrong with it. */
    static Optional<Signal> read(Fields fields, Key key, TomlValue value) {
        if (value instanceof TomlValue.Whole number && number.value() >= 1 && number.value() <= NUMBER_MAX) {
            return Optional.of(new Signal((int) number.value()));
        }
        if (!(value instanceof TomlValue.Text text)) {
            return fields.mismatch(key.path(), ValueType.SIGNAL, value);
        }
        Optional<Signal> signal = Signal.of(text.value());
        return signal.isPresent() ? signal : unknown(fields, key, text);
    }

    private static Optional<Signal> unknown(Fields fields, Key key, TomlValue.Text text) {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= NAMED_MAX; number++) {
            names.add(new Signal(number).name());
        }
        String word =
                text.value().regionMatches(true, 0, "SIG", 0, 3) ? text.value().substring(3) : text.value();
        Optional<String> near = Nearest.to(word, names);
        return near.isEmpty()
                ? fields.mismatch(key.path(), ValueType.SIGNAL, text)
                : fields.refused(
                        text,
                        key.path() + ": unknown signal " + Shown.text(text.value()) + "; did you mean \"" + near.get()
                                + "\"?");
    }
}
