// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.status;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import dev.procmon.control.output.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a program is as it is.
 *
 * @param at the time of day of the supervisor's host
 * @param program the program as it is
 * @param chain what led to that, from the program itself down to the root cause
 * @param next what happens by itself, and when, in a sentence; empty where nothing does
 * @param nextAt when, where there is a timer
 * @param advice what the user can do, one sentence or command each, the best first
 */
public record Why(
        Instant at,
        ProgramStatus program,
        List<Cause> chain,
        Optional<String> next,
        Optional<Instant> nextAt,
        List<String> advice)
        implements ToJson {

    public Why {
        chain = List.copyOf(chain);
        advice = List.copyOf(advice);
    }

    /**
     * One link of the chain.
     *
     * @param program whom it is about
     * @param text what is so, in a sentence without the name: {@code is backing off, for it exited with 1 after 0.3s}
     * @param since since when, where that is known
     * @param lastLines the last lines that its last run wrote, where they may say more
     */
    public record Cause(String program, String text, Optional<Instant> since, List<LogLine> lastLines)
            implements ToJson {

        public Cause {
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public void fields(JsonFields out) {
            out.text("program", program).text("text", text).time("since", since).objects("last_lines", lastLines);
        }

        /** Read it back. */
        public static Cause of(JsonObject json) {
            return new Cause(
                    json.text("program"),
                    json.text("text"),
                    json.maybeTime("since"),
                    json.objects("last_lines", LogLine::of));
        }
    }

    @Override
    public void fields(JsonFields out) {
        out.time("at", at).object("program", program).objects("chain", chain);
        out.text("next", next).time("next_at", nextAt).texts("advice", advice);
    }

    /** Read it back. */
    public static Why of(JsonObject json) {
        return new Why(
                json.time("at"),
                ProgramStatus.of(json.object("program")),
                json.objects("chain", Cause::of),
                json.maybeText("next"),
                json.maybeTime("next_at"),
                json.texts("advice"));
    }
}
