// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Hold;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a piece of news as one JSON object. */
record NewsEvents(JsonLines lines) {

    void write(News news) {
        switch (news) {
            case News.OfProgram about -> program(about);
            case News.GroupRestarts(var group, var died, var restarted, var _) ->
                lines.begin("group-restarts")
                        .text("group", group)
                        .text("died", died.value())
                        .texts("restarted", names(restarted))
                        .end();
            case News.GroupGivenUp(var group, var last, var above, var _) -> {
                JsonLines event =
                        lines.begin("group-given-up").text("group", group).text("died", last.value());
                if (above.isPresent()) {
                    event.text("escalated_to", above.get());
                }
                event.end();
            }
            case News.ExitWanted(var code, var because, var _) ->
                lines.begin("exit-wanted")
                        .number("code", code)
                        .text("because", because)
                        .end();
        }
    }

    private void program(News.OfProgram news) {
        switch (news) {
            case News.Held(var program, var holds, var _) ->
                lines.begin("waiting", program).texts("for", holds(holds)).end();
            case News.ReadinessChanged(var program, var run, var ready, var detail, var _) ->
                of(ready ? "ready-again" : "not-ready", program, run, "detail", detail);
            case News.Unwell(var program, var run, var fault, var detail, var _) ->
                lines.begin("unwell", program)
                        .number("run", run)
                        .text("fault", word(fault))
                        .text("detail", detail)
                        .end();
            case News.HookFailed(var program, var run, var point, var failure, var _) ->
                lines.begin("hook-failed", program)
                        .number("run", run)
                        .text("hook", Headline.word(point))
                        .text("detail", failure)
                        .end();
            case News.Outlived(var program, var run, var remnants, var _) ->
                lines.begin("outlived-kill", program)
                        .number("run", run)
                        .texts("processes", remnants(remnants))
                        .end();
            case News.StatusSaid(var program, var run, var status, var _) ->
                of("status", program, run, "status", status);
            case News.Unheard(var program, var run, var why, var _) -> of("unheard", program, run, "why", why);
            case News.TimeSkipped(var program, var why, var _) ->
                lines.begin("time-skipped", program).text("why", word(why)).end();
            case News.Removed(var program, var _) ->
                lines.begin("removed", program).end();
            case News.Updated(var program, var _) ->
                lines.begin("updated", program).end();
            case News.Replaced(var program, var run, var _) ->
                lines.begin("replaced", program).number("run", run).end();
            case News.NotReplaced(var program, var detail, var _) ->
                lines.begin("not-replaced", program).text("detail", detail).end();
        }
    }

    private void of(String event, ProgramName program, long run, String key, String value) {
        lines.begin(event, program).number("run", run).text(key, value).end();
    }

    private static List<String> holds(List<Hold> holds) {
        List<String> texts = new ArrayList<>();
        holds.forEach(hold -> texts.add(hold.sentence()));
        return texts;
    }

    private static List<String> remnants(List<Remnant> remnants) {
        List<String> texts = new ArrayList<>();
        remnants.forEach(remnant -> texts.add(remnant.toString()));
        return texts;
    }

    private static List<String> names(List<ProgramName> names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.value()));
        return texts;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
