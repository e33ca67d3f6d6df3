// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.event.Tone;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Hold;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import java.util.List;
import java.util.StringJoiner;

/** Tells a piece of news in one line for a person. */
final class Headline {

    private Headline() {}

    static Narration.Message of(News news) {
        return switch (news) {
            case News.Held held -> of(held);
            case News.ReadinessChanged changed ->
                changed.ready() ? quiet("ready again") : bad("no longer ready: " + changed.detail());
            case News.Unwell unwell -> bad("not well: " + unwell.detail());
            case News.HookFailed failed ->
                bad("its " + Words.of(failed.point()) + " hook has failed: " + failed.failure());
            case News.Outlived outlived -> bad("still there after KILL: " + remnants(outlived.remnants()));
            case News.StatusSaid said -> quiet("says: " + said.status());
            case News.Unheard unheard -> bad("is not heard: " + unheard.why());
            case News.TimeSkipped skipped ->
                quiet(
                        switch (skipped.why()) {
                            case OVERLAP -> "its time has come, but its last run is not over: left out";
                            case MISSED -> "its time was missed: left out";
                        });
            case News.Removed _ -> quiet("removed");
            case News.Updated _ -> quiet("changed; what takes a new run comes with the next one");
            case News.Replaced _ -> quiet("replaced by a new run");
            case News.NotReplaced not -> bad("not replaced: " + not.detail() + "; the old run goes on");
            case News.GroupRestarts restarts ->
                quiet("group " + restarts.group() + " restarts " + names(restarts.restarted()) + ", for "
                        + restarts.died() + " has died");
            case News.GroupGivenUp given ->
                bad("group " + given.group() + " was given up, last died " + given.last()
                        + given.escalatedTo()
                                .map(group -> "; group " + group + " restarts it")
                                .orElse(""));
            case News.ExitWanted wanted -> bad("ending with exit code " + wanted.code() + ", for " + wanted.because());
        };
    }

    /** Apart, because it is on the way to the first child, and the first switch over types costs milliseconds. */
    static Narration.Message of(News.Held held) {
        return quiet("waiting: " + sentences(held.holds()));
    }

    private static String sentences(List<Hold> holds) {
        StringJoiner text = new StringJoiner(", ");
        for (Hold hold : holds) {
            text.add(hold.sentence());
        }
        return text.toString();
    }

    private static String remnants(List<Remnant> remnants) {
        StringJoiner text = new StringJoiner(", ");
        for (Remnant remnant : remnants) {
            text.add("pid " + remnant);
        }
        return text.length() == 0 ? "somebody who cannot be seen" : text.toString();
    }

    private static String names(List<ProgramName> names) {
        StringJoiner text = new StringJoiner(", ");
        for (ProgramName name : names) {
            text.add(name.value());
        }
        return text.toString();
    }

    private static Narration.Message quiet(String text) {
        return new Narration.Message(Tone.QUIET, text);
    }

    private static Narration.Message bad(String text) {
        return new Narration.Message(Tone.BAD, text);
    }
}
