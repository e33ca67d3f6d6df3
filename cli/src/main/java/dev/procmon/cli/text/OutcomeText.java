// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.action.ActionReport;
import java.util.ArrayList;
import java.util.List;

/** What came of a request, one line for each program: {@code web  ready after 0.4s, pid 4711}. */
public final class OutcomeText {

    private static final int NAME_MAX = 24;
    private static final String GAP = "  ";

    private OutcomeText() {}

    /** Return the lines. */
    public static List<String> lines(ActionReport report, boolean colours) {
        int width = 0;
        for (ActionReport.Outcome outcome : report.outcomes()) {
            int columns = Columns.of(SafeText.of(outcome.program()));
            width = columns > NAME_MAX ? width : Math.max(width, columns);
        }
        List<String> lines = new ArrayList<>();
        for (ActionReport.Outcome outcome : report.outcomes()) {
            String name = Columns.padded(SafeText.of(outcome.program()), width);
            lines.add(name + GAP + Style.of(colours ? look(outcome.result()) : "", words(outcome)));
        }
        return lines;
    }

    private static String words(ActionReport.Outcome outcome) {
        String message = SafeText.of(outcome.message());
        return switch (outcome.result()) {
            case DONE -> message.isEmpty() ? "done" : message;
            case TAKEN -> message.isEmpty() ? "asked for" : message;
            case FAILED -> message.isEmpty() ? "failed" : "failed: " + message;
            case TIMED_OUT -> message.isEmpty() ? "not yet; it goes on" : message;
            case NOT_DONE -> message.isEmpty() ? "not done" : "not done: " + message;
        };
    }

    private static String look(ActionReport.Result result) {
        return switch (result) {
            case DONE -> Style.GOOD;
            case TAKEN -> Style.FAINT;
            case TIMED_OUT, NOT_DONE -> Style.UNDERWAY;
            case FAILED -> Style.BAD;
        };
    }
}
