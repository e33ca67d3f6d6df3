// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code stop}. */
final class StopReader {

    private static final int SIGNAL_NUMBER_MAX = 64;
    private static final int NAMED_SIGNAL_MAX = 31;

    private final Fields fields;

    StopReader(Fields fields) {
        this.fields = fields;
    }

    StopPlan read() {
        return new StopPlan(
                signal().orElse(StopPlan.STANDARD.signal()),
                fields.duration(Key.STOP_GRACE).orElse(StopPlan.STANDARD.grace()));
    }

    private Optional<Signal> signal() {
        Optional<TomlValue> value = fields.value(Key.STOP_SIGNAL);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof TomlValue.Whole number
                && number.value() >= 1
                && number.value() <= SIGNAL_NUMBER_MAX) {
            return Optional.of(new Signal((int) number.value()));
        }
        if (!(value.get() instanceof TomlValue.Text text)) {
            return fields.mismatch(Key.STOP_SIGNAL, value.get());
        }
        Optional<Signal> signal = Signal.of(text.value());
        return signal.isPresent() ? signal : unknown(text);
    }

    private Optional<Signal> unknown(TomlValue.Text text) {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= NAMED_SIGNAL_MAX; number++) {
            names.add(new Signal(number).name());
        }
        String word =
                text.value().regionMatches(true, 0, "SIG", 0, 3) ? text.value().substring(3) : text.value();
        Optional<String> near = Nearest.to(word, names);
        return near.isEmpty()
                ? fields.mismatch(Key.STOP_SIGNAL, text)
                : fields.refused(
                        text,
                        "stop.signal: unknown signal " + Shown.text(text.value()) + "; did you mean \"" + near.get()
                                + "\"?");
    }
}
