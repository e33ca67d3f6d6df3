// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.action;

import dev.procmon.control.json.JsonException;
import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request about programs.
 *
 * @param action what is asked for
 * @param programs whom: names, names of programs with replicas (all of them), groups ({@code @name}), and patterns with {@code *} and
 *     {@code ?}; at least one
 * @param waiting whether the answer comes with the outcome, or as soon as the request is taken
 * @param timeout how long to wait for the outcome at the most; as long as it takes where empty
 * @param signal which signal, for {@link Action#SIGNAL}, by name without SIG or by number
 * @param wholeTree whether the signal goes to all processes of the program, or to its main process
 * @param count how many replicas, for {@link Action#SCALE}
 * @param atATime how many at a time, for {@link Action#RESTART} and {@link Action#REPLACE}: the next only when one is done, and none
 *     after the first that fails; all at once where empty (restart), one (replace)
 */
public record ActionRequest(
        Action action,
        List<String> programs,
        boolean waiting,
        Optional<Duration> timeout,
        Optional<String> signal,
        boolean wholeTree,
        OptionalInt count,
        OptionalInt atATime)
        implements ToJson {

    public ActionRequest {
        programs = List.copyOf(programs);
    }

    /** Make a request that is answered with the outcome, however long that takes. */
    public static ActionRequest of(Action action, List<String> programs) {
        return new ActionRequest(
                action,
                programs,
                true,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    @Override
    public void fields(JsonFields out) {
        out.text("action", action.word()).texts("programs", programs).truth("wait", waiting);
        if (timeout.isPresent()) {
            out.number("timeout_ms", timeout.get().toMillis());
        }
        out.text("signal", signal)
                .truth("whole_tree", wholeTree)
                .number("count", count)
                .number("at_a_time", atATime);
    }

    /** Read it back. */
    public static ActionRequest of(JsonObject json) {
        String word = json.text("action");
        Optional<Action> action = Action.of(word);
        if (action.isEmpty()) {
            throw new JsonException("\"action\": unknown action \"" + word + "\"");
        }
        OptionalLong timeout = json.maybeNumber("timeout_ms");
        if (timeout.orElse(0) < 0) {
            throw new JsonException("\"timeout_ms\": expected a number of milliseconds, 0 or more");
        }
        return new ActionRequest(
                action.get(),
                json.texts("programs"),
                json.truth("wait"),
                timeout.isPresent() ? Optional.of(Duration.ofMillis(timeout.getAsLong())) : Optional.empty(),
                json.maybeText("signal"),
                json.truth("whole_tree"),
                json.maybeInt("count"),
                json.maybeInt("at_a_time"));
    }
}
