// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.json.JsonException;
import dev.procmon.control.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** Reads what was answered as what it should be. */
final class Answers {

    private Answers() {}

    static <T> T read(JsonObject json, Function<JsonObject, T> of) {
        try {
            return of.apply(json);
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new ClientException(
                    ClientException.Cause.FAILED,
                    "the answer of procmon is not understood; is it of another version? " + e.getMessage(),
                    Optional.empty());
        }
    }

    static ClientException incomprehensible(String why) {
        return new ClientException(
                ClientException.Cause.FAILED, "what procmon streams is not understood: " + why, Optional.empty());
    }
}
