// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how a program is to be treated: {@code restart}, {@code success-codes}, {@code backoff}, {@code stop}. */
final class PolicyReader {

    private static final int EXIT_CODE_MAX = 255;

    private final Fields fields;

    PolicyReader(Fields fields) {
        this.fields = fields;
    }

    Policy read() {
        Policy standard = Policy.STANDARD;
        RestartPolicy restart = new RestartPolicy(mode(standard.restart()), successCodes(standard.restart()), Set.of());
        Optional<Fields> backoff = fields.inner(Key.BACKOFF, Section.BACKOFF);
        Optional<Fields> stop = fields.inner(Key.STOP, Section.STOP);
        return new Policy(
                restart,
                backoff.isPresent() ? new BackoffReader(backoff.get()).read() : Backoff.STANDARD,
                stop.isPresent() ? new StopReader(stop.get()).read() : StopPlan.STANDARD,
                standard.requests());
    }

    private RestartPolicy.Mode mode(RestartPolicy standard) {
        Optional<TomlValue> value = fields.value(Key.RESTART);
        if (value.isEmpty()) {
            return standard.mode();
        }
        String text = value.get() instanceof TomlValue.Text written ? written.value() : "";
        for (RestartPolicy.Mode mode : RestartPolicy.Mode.values()) {
            if (RestartText.of(mode).equals(text)) {
                return mode;
            }
        }
        return unknownMode(value.get(), text).orElse(standard.mode());
    }

    private Optional<RestartPolicy.Mode> unknownMode(TomlValue value, String text) {
        Optional<String> near = Nearest.to(text, List.of("always", "on-failure", "never"));
        if (near.isEmpty()) {
            return fields.mismatch(Key.RESTART, value);
        }
        return fields.refused(
                value, "restart: unknown value " + Shown.text(text) + "; did you mean \"" + near.get() + "\"?");
    }

    private Set<Integer> successCodes(RestartPolicy standard) {
        Optional<TomlValue> value = fields.value(Key.SUCCESS_CODES);
        if (value.isEmpty()) {
            return standard.successCodes();
        }
        Set<Integer> codes = new HashSet<>();
        if (!(value.get() instanceof TomlValue.Array array)) {
            fields.mismatch(Key.SUCCESS_CODES, value.get());
            return codes;
        }
        for (TomlValue element : array.elements()) {
            if (element instanceof TomlValue.Whole code && code.value() >= 0 && code.value() <= EXIT_CODE_MAX) {
                codes.add((int) code.value());
            } else {
                fields.refused(
                        element, "success-codes: expected an integer from 0 to 255, got " + Shown.value(element));
            }
        }
        return codes;
    }
}
