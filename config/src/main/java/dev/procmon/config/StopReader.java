// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.StopPlan;
import java.util.Optional;

/** Reads {@code stop}, but for its command, which is a hook. */
final class StopReader {

    private final Fields fields;

    StopReader(Fields fields) {
        this.fields = fields;
    }

    StopPlan read() {
        Optional<TomlValue> signal = fields.value(Key.STOP_SIGNAL);
        return new StopPlan(
                signal.isPresent()
                        ? SignalText.read(fields, Key.STOP_SIGNAL, signal.get()).orElse(StopPlan.STANDARD.signal())
                        : StopPlan.STANDARD.signal(),
                Choice.SCOPE.read(fields, Key.STOP_SCOPE).orElse(StopPlan.STANDARD.reach()),
                fields.duration(Key.STOP_GRACE).orElse(StopPlan.STANDARD.grace()),
                StopPlan.STANDARD.insist());
    }
}
