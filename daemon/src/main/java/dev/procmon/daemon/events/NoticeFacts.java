// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.forward.ForwardReport;
import dev.procmon.daemon.logs.LogReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an event says of what the supervisor does. */
record NoticeFacts(String kind, Map<String, Object> details) {

    static NoticeFacts of(Notice notice) {
        return switch (notice) {
            case Notice.Stopping(var programs, var signal) ->
                new NoticeFacts("stopping-all", Details.of("programs", (long) programs, "signal", signal.name()));
            case Notice.OutputClosed(var programs) -> counted("stopping-all", programs);
            case Notice.Begun begun -> of(begun);
            case Notice.FormerKilled(var pid) -> new NoticeFacts("former-killed", Details.of("pid", pid));
            case Notice.AllStarted(var programs, var others) ->
                new NoticeFacts("all-started", Details.of("programs", (long) programs, "others", others));
            case Notice.StoppingFor(var programs, var caller) ->
                new NoticeFacts("stopping-all", Details.of("programs", (long) programs, "caller", caller));
            case Notice.Unreachable(var cause) -> new NoticeFacts("unreachable", Details.of("cause", cause));
            case Notice.StoppingForGood(var programs) -> counted("stopping-all", programs);
            case Notice.Killing(var programs) -> counted("killing-all", programs);
            case Notice.Stopped() -> new NoticeFacts("all-stopped", Details.of());
            case Notice.Ended(var programs, var failed) ->
                new NoticeFacts("all-ended", Details.of("programs", (long) programs, "failed", names(failed)));
            case Notice.LeftBehind(var left) -> new NoticeFacts("left-behind", Details.of("programs", left));
            case Notice.Requested(var action, var programs, var caller) ->
                new NoticeFacts("requested", Details.of("action", action, "programs", programs, "caller", caller));
            case Notice.ReloadBegun(var caller) -> new NoticeFacts("reload-begun", Details.of("caller", caller));
            case Notice.ReloadDone(var changes, var caller) ->
                new NoticeFacts("reload-done", Details.of("changes", (long) changes, "caller", caller));
            case Notice.ReloadFailed(var done, var left, var _, var cause, var caller) ->
                new NoticeFacts("reload-failed", reloadFailed(done, left, cause, caller));
            case Notice.Log(var report) -> log(report);
            case Notice.Forwarded(var report) -> forwarded(report);
            case Notice.Events(var report) -> events(report);
        };
    }

    private static Map<String, Object> reloadFailed(int done, int left, String cause, String caller) {
        Map<String, Object> details =
                new LinkedHashMap<>(Details.of("done", (long) done, "left", (long) left, "cause", cause));
        details.put("caller", caller);
        return details;
    }

    static NoticeFacts of(Notice.Begun begun) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("instance", begun.instance());
        facts.put("pid", begun.pid());
        facts.put("version", begun.version());
        facts.put("config", begun.config());
        return new NoticeFacts("supervisor-started", facts);
    }

    private static NoticeFacts log(LogReport report) {
        return switch (report) {
            case LogReport.Unwritable(var file, var cause, var _) -> failed("log-unwritable", file, cause);
            case LogReport.Full(var file, var onFull) ->
                new NoticeFacts(
                        "log-full", Details.of("file", file.toString(), "waits", onFull == LogPolicy.OnFull.WAIT));
            case LogReport.WritableAgain(var file, var lines, var bytes) -> lost("log-writable", file, lines, bytes);
            case LogReport.Lost(var file, var lines, var bytes) -> lost("log-lost", file, lines, bytes);
            case LogReport.Unrotatable(var file, var cause) -> failed("log-unrotatable", file, cause);
            case LogReport.Untidy(var file, var cause) -> failed("log-untidy", file, cause);
            case LogReport.Off(var directory, var cause) -> failed("log-off", directory, cause);
        };
    }

    private static NoticeFacts forwarded(ForwardReport report) {
        return switch (report) {
            case ForwardReport.Unreachable(var name, var cause, var _) ->
                new NoticeFacts("forward-unreachable", Details.of("forward", name, "cause", cause));
            case ForwardReport.ReachableAgain(var name) ->
                new NoticeFacts("forward-reachable", Details.of("forward", name));
            case ForwardReport.AheadOfClock(var name, var last) ->
                new NoticeFacts("forward-ahead-of-clock", Details.of("forward", name, "last", last.toString()));
            case ForwardReport.Lost(var name, var bytes, var cause) ->
                new NoticeFacts("forward-lost", Details.of("forward", name, "lost_bytes", bytes, "cause", cause));
        };
    }

    private static NoticeFacts events(EventLogReport report) {
        return switch (report) {
            case EventLogReport.Unwritable(var directory, var cause) ->
                new NoticeFacts("events-unwritable", Details.of("directory", directory.toString(), "cause", cause));
            case EventLogReport.WritableAgain(var directory, var lost) ->
                new NoticeFacts("events-writable", Details.of("directory", directory.toString(), "lost", lost));
            case EventLogReport.Lost(var lost) -> new NoticeFacts("events-lost", Details.of("lost", lost));
            case EventLogReport.Torn(var file, var bytes) ->
                new NoticeFacts("events-torn", Details.of("file", file.toString(), "bytes", bytes));
            case EventLogReport.Unreadable(var file, var lines) ->
                new NoticeFacts("events-unreadable", Details.of("file", file.toString(), "lines", lines));
        };
    }

    private static NoticeFacts lost(String kind, Path file, long lines, long bytes) {
        return new NoticeFacts(kind, Details.of("file", file.toString(), "lost_lines", lines, "lost_bytes", bytes));
    }

    private static NoticeFacts failed(String kind, Path file, String cause) {
        return new NoticeFacts(kind, Details.of("file", file.toString(), "cause", cause));
    }

    private static NoticeFacts counted(String kind, int programs) {
        return new NoticeFacts(kind, Details.of("programs", (long) programs));
    }

    private static List<String> names(List<ProgramName> names) {
        List<String> texts = new ArrayList<>();
        for (ProgramName name : names) {
            texts.add(name.value());
        }
        return texts;
    }
}
