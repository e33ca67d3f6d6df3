// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.logs.LogReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what happens as one JSON object per line; the help of {@code procmon up} describes them. */
public final class JsonConsole implements Console {

    private final Map<ProgramName, Policy> programs;
    private final JsonLines lines;

    /**
     * Make a console.
     *
     * @param programs all programs and how they are treated
     */
    public JsonConsole(Map<ProgramName, Policy> programs, Sink sink, Clocks clocks) {
        this.programs = programs;
        this.lines = new JsonLines(sink, clocks);
    }

    @Override
    public void line(OutputLine line) {
        lines.begin("output", line.program())
                .number("run", line.run())
                .text("stream", word(line.stream()))
                .text("text", line.text())
                .text("part", word(line.part()))
                .end();
    }

    @Override
    public void transitioned(ChildTransition transition) {
        Policy policy = programs.getOrDefault(transition.program(), Policy.STANDARD);
        new TransitionEvents(lines, transition, policy).write();
    }

    @Override
    public void news(News news) {
        new NewsEvents(lines).write(news);
    }

    @Override
    public void notice(Notice notice) {
        switch (notice) {
            case Notice.Stopping(var count, var signal) ->
                lines.begin("stopping-all")
                        .number("programs", count)
                        .text("signal", signal.name())
                        .end();
            case Notice.OutputClosed(var count) ->
                lines.begin("stopping-all").number("programs", count).end();
            case Notice.StoppingForGood(var count) ->
                lines.begin("stopping-all").number("programs", count).end();
            case Notice.Killing(var count) ->
                lines.begin("killing-all").number("programs", count).end();
            case Notice.Stopped() -> lines.begin("all-stopped").end();
            case Notice.Ended(var count, var failed) ->
                lines.begin("all-ended")
                        .number("programs", count)
                        .texts("failed", names(failed))
                        .end();
            case Notice.LeftBehind(var left) ->
                lines.begin("left-behind").texts("programs", left).end();
            case Notice.Log(var report) -> log(report);
        }
    }

    private void log(LogReport report) {
        switch (report) {
            case LogReport.Unwritable(var file, var cause) ->
                lines.begin("log-unwritable")
                        .text("file", file.toString())
                        .text("cause", cause)
                        .end();
            case LogReport.WritableAgain(var file, var lost) ->
                lines.begin("log-writable")
                        .text("file", file.toString())
                        .number("lost_bytes", lost)
                        .end();
            case LogReport.Unrotatable(var file, var cause) ->
                lines.begin("log-unrotatable")
                        .text("file", file.toString())
                        .text("cause", cause)
                        .end();
        }
    }

    private static List<String> names(List<ProgramName> names) {
        return names.stream().map(ProgramName::value).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
