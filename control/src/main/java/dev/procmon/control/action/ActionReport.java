// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.action;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * What came of a request about programs.
 *
 * @param outcomes one for each program, in the order of the configuration
 */
public record ActionReport(List<Outcome> outcomes) implements ToJson {

    public ActionReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Tell whether all went as asked for. */
    public boolean allDone() {
        for (Outcome outcome : outcomes) {
            if (outcome.result() != Result.DONE && outcome.result() != Result.TAKEN) {
                return false;
            }
        }
        return true;
    }

    /** What came of it for one program. */
    public enum Result {
        /** It is as was asked for. */
        DONE,
        /** The request was taken; nobody waited for what came of it. */
        TAKEN,
        /** It is not as was asked for, and why is in the message. */
        FAILED,
        /** It took longer than the one who asked wanted to wait; it goes on. */
        TIMED_OUT,
        /** Nothing was done, for another one failed before. */
        NOT_DONE
    }

    /**
     * What came of it for one program.
     *
     * @param program its name
     * @param result what came of it
     * @param message in words, for a person: {@code ready after 0.4s, pid 4711}
     */
    public record Outcome(String program, Result result, String message) implements ToJson {

        @Override
        public void fields(JsonFields out) {
            out.text("program", program).text("result", word(result)).text("message", message);
        }

        /** Read it back. */
        public static Outcome of(JsonObject json) {
            return new Outcome(json.text("program"), result(json.text("result")), json.text("message"));
        }

        private static String word(Result result) {
            return switch (result) {
                case DONE -> "done";
                case TAKEN -> "taken";
                case FAILED -> "failed";
                case TIMED_OUT -> "timed-out";
                case NOT_DONE -> "not-done";
            };
        }

        private static Result result(String word) {
            for (Result each : Result.values()) {
                if (word(each).equals(word)) {
                    return each;
                }
            }
            return Result.FAILED;
        }
    }

    @Override
    public void fields(JsonFields out) {
        out.truth("all_done", allDone()).objects("outcomes", outcomes);
    }

    /** Read it back. */
    public static ActionReport of(JsonObject json) {
        return new ActionReport(json.objects("outcomes", Outcome::of));
    }
}
