// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.RestartIntensity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code give-up}, of a program or of a group. */
final class GiveUpReader {

    static final String FAIL = "fail";
    static final String FAIL_GROUP = "fail-group";
    static final String EXIT = "exit";

    /** The default of {@code give-up.code}. */
    static final int CODE_STANDARD = 10;

    private static final int CODE_MAX = 255;

    private final Fields fields;

    private GiveUpReader(Fields fields) {
        this.fields = fields;
    }

    static Optional<GiveUp> read(Fields outer, Key key) {
        Optional<Fields> fields = outer.inner(key, Section.GIVE_UP);
        return fields.isPresent() ? new GiveUpReader(fields.get()).read() : Optional.empty();
    }

    private Optional<GiveUp> read() {
        OptionalInt restarts = fields.whole(Key.GIVE_UP_RESTARTS, 0, RestartIntensity.RESTARTS_MAX);
        Optional<Duration> within = fields.duration(Key.GIVE_UP_WITHIN, HealthReader.SHORTEST);
        require(Key.GIVE_UP_RESTARTS);
        require(Key.GIVE_UP_WITHIN);
        GiveUp.Then then = then();
        return restarts.isPresent() && within.isPresent()
                ? Optional.of(new GiveUp(new RestartIntensity(restarts.getAsInt(), within.get()), then))
                : Optional.empty();
    }

    private void require(Key key) {
        if (fields.value(key).isEmpty()) {
            fields.missing(key, fields.offset(), "give-up has no \"" + key.key() + "\"");
        }
    }

    private GiveUp.Then then() {
        Optional<TomlValue> value = fields.value(Key.GIVE_UP_THEN);
        String word = value.isPresent() && value.get() instanceof TomlValue.Text text ? text.value() : "";
        if (word.equals(EXIT)) {
            return new GiveUp.Exit(fields.whole(Key.GIVE_UP_CODE, 0, CODE_MAX).orElse(CODE_STANDARD));
        }
        fields.without(Key.GIVE_UP_CODE, "has no meaning without then = \"exit\"");
        if (value.isPresent() && !word.equals(FAIL) && !word.equals(FAIL_GROUP)) {
            unknown(value.get(), word);
        }
        return word.equals(FAIL_GROUP) ? new GiveUp.FailGroup() : new GiveUp.StayFailed();
    }

    private void unknown(TomlValue value, String word) {
        Optional<String> near = Nearest.to(word, List.of(FAIL, FAIL_GROUP, EXIT));
        if (near.isEmpty()) {
            fields.mismatch(Key.GIVE_UP_THEN, value);
        } else {
            fields.refused(
                    value,
                    "give-up.then: unknown value " + Shown.text(word) + "; did you mean \"" + near.get() + "\"?");
        }
    }
}
