// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Hold;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an event says of a piece of news. */
record NewsFacts(String kind, Optional<String> program, OptionalLong run, Map<String, Object> details) {

    static NewsFacts of(News news) {
        if (news instanceof News.Held(var program, var holds, var _)) {
            // On the way to the first child: the first switch over types costs milliseconds.
            return about("held", program, Details.of("for", sentences(holds)));
        }
        return switch (news) {
            case News.OfProgram about -> ofProgram(about);
            case News.GroupRestarts(var group, var died, var restarted, var _) ->
                of("group-restarts", Details.of("group", group, "died", died.value(), "restarted", names(restarted)));
            case News.GroupGivenUp(var group, var last, var above, var _) ->
                of(
                        "group-given-up",
                        above.isPresent()
                                ? Details.of("group", group, "died", last.value(), "escalated_to", above.get())
                                : Details.of("group", group, "died", last.value()));
            case News.ExitWanted(var code, var because, var _) ->
                of("exit-wanted", Details.of("code", (long) code, "because", because));
        };
    }

    private static NewsFacts ofProgram(News.OfProgram news) {
        return switch (news) {
            case News.Held(var program, var holds, var _) ->
                about("held", program, Details.of("for", sentences(holds)));
            case News.ReadinessChanged(var program, var run, var ready, var detail, var _) ->
                ready
                        ? about("ready-again", program, run, Details.of())
                        : about("not-ready", program, run, Details.of("detail", detail));
            case News.Unwell(var program, var run, var fault, var detail, var _) ->
                about("unwell", program, run, Details.of("fault", Words.of(fault), "detail", detail));
            case News.HookFailed(var program, var run, var point, var failure, var _) ->
                about("hook-failed", program, run, Details.of("hook", Words.of(point), "detail", failure));
            case News.Outlived(var program, var run, var remnants, var _) ->
                about("outlived-kill", program, run, Details.of("processes", processes(remnants)));
            case News.StatusSaid(var program, var run, var status, var _) ->
                about("status", program, run, Details.of("status", status));
            case News.Unheard(var program, var run, var why, var _) ->
                about("unheard", program, run, Details.of("why", why));
            case News.TimeSkipped(var program, var why, var _) ->
                about("time-skipped", program, Details.of("why", Words.of(why)));
            case News.Removed(var program, var _) -> about("removed", program, Details.of());
            case News.Updated(var program, var _) -> about("updated", program, Details.of());
            case News.Replaced(var program, var run, var _) -> about("replaced", program, run, Details.of());
            case News.NotReplaced(var program, var detail, var _) ->
                about("not-replaced", program, Details.of("detail", detail));
        };
    }

    private static NewsFacts of(String kind, Map<String, Object> details) {
        return new NewsFacts(kind, Optional.empty(), OptionalLong.empty(), details);
    }

    private static NewsFacts about(String kind, ProgramName program, Map<String, Object> details) {
        return new NewsFacts(kind, Optional.of(program.value()), OptionalLong.empty(), details);
    }

    private static NewsFacts about(String kind, ProgramName program, long run, Map<String, Object> details) {
        return new NewsFacts(kind, Optional.of(program.value()), OptionalLong.of(run), details);
    }

    private static List<String> sentences(List<Hold> holds) {
        List<String> texts = new ArrayList<>();
        for (Hold hold : holds) {
            texts.add(hold.sentence());
        }
        return texts;
    }

    private static List<String> processes(List<Remnant> remnants) {
        List<String> texts = new ArrayList<>();
        for (Remnant remnant : remnants) {
            texts.add(remnant.toString());
        }
        return texts;
    }

    private static List<String> names(List<ProgramName> names) {
        List<String> texts = new ArrayList<>();
        for (ProgramName name : names) {
            texts.add(name.value());
        }
        return texts;
    }
}
