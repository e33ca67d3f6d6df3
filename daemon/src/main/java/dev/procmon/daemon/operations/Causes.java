// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.output.LogLine;
import dev.procmon.control.status.Why.Cause;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Hold;
import dev.procmon.core.order.Need;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.logs.LogState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Follows why a program is as it is down to the root cause: what is in the way of a start, and why that is as it is, and so on. Each
 * program is explained once, so that it comes to an end, and with no more than {@value #CAUSES_MAX} links.
 */
final class Causes {

    private static final int CAUSES_MAX = 40;
    private static final int OTHERS_MAX = 3;
    private static final int LINES = 3;
    private static final int MEMBERS = 5;

    /** The clock may have been set since a run has begun. */
    private static final Duration CLOCK_CHANGE = Duration.ofMinutes(5);

    private final Scene scene;
    private final Facts facts;
    private final HealthWords health;
    private final List<Cause> chain = new ArrayList<>();
    private final List<Subject> roots = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Set<Subject> explained = new HashSet<>();

    /** What is not in the picture of all children. */
    interface Facts {

        /**
         * Return the last lines that a run has written.
         *
         * @param since a time of day before which it has written none
         */
        List<LogLine> lines(ProgramName program, long run, Instant since, int count);

        /** Return how it stands with the output of a program, if it is kept. */
        Optional<LogState> output(ProgramName program);

        /** Return who lives of the run of a leader. */
        List<Remnant> members(long leader, int max);
    }

    Causes(Scene scene, Facts facts) {
        this.scene = scene;
        this.facts = facts;
        this.health = new HealthWords(scene);
    }

    /** Return the chain that begins with a child. */
    List<Cause> of(Subject subject) {
        explain(subject, Optional.empty());
        return chain;
    }

    /** Return those at which the chain ends or is cut off, those first that were found first. */
    List<Subject> roots() {
        return roots;
    }

    /** Return the programs that are needed and that are not there. */
    List<String> missing() {
        return missing;
    }

    /** Return the groups that were given up, with which programs of the chain were. */
    Set<String> groups() {
        return groups;
    }

    private void explain(Subject subject, Optional<Condition> needed) {
        if (!explained.add(subject)) {
            return;
        }
        if (chain.size() >= CAUSES_MAX) {
            roots.add(subject);
            return;
        }
        int at = chain.size();
        int known = roots.size();
        if (subject.view().toEnd()) {
            link(subject, "will be ended after those that depend on it" + asked(subject));
            explainThoseThatEnd(subject);
        } else {
            explainState(subject, needed);
        }
        if (chain.size() == at + 1 && roots.size() == known) {
            roots.add(subject);
        }
        explainOutput(subject);
    }

    /** A program that waits for room for its output may look as if it did nothing. */
    private void explainOutput(Subject subject) {
        Optional<LogState> output = subject.isHolder() ? facts.output(subject.name()) : Optional.empty();
        if (output.isPresent()) {
            for (OutputWords.Said each : OutputWords.of(output.get(), scene)) {
                chain.add(new Cause(subject.name().value(), each.text(), each.since(), List.of()));
            }
        }
    }

    private void explainState(Subject subject, Optional<Condition> needed) {
        switch (subject.state()) {
            case ChildState.Stopped() -> stopped(subject);
            case ChildState.Waiting() -> waiting(subject);
            case ChildState.Preparing _ -> link(subject, "is starting: its hook before the start runs");
            case ChildState.Starting _ -> link(subject, "is starting: it is being spawned");
            case ChildState.Launching(var run, var pid, var readyBy) -> {
                String text = "was started, pid " + pid + ", and is not ready yet: " + health.unready(subject)
                        + "; it must be ready " + scene.in(readyBy);
                withLines(subject, text, run.startedAt(), run);
            }
            case ChildState.Running(var run, var pid, var _) -> running(subject, run, pid, needed);
            case ChildState.BackingOff(var _, var _) ->
                withLastLines(
                        subject,
                        "is backing off: " + last(subject) + inARow(subject),
                        subject.memory().since());
            case ChildState.Exited(var _) ->
                withLastLines(
                        subject,
                        "has ended and is not started again, as its restart policy says: " + last(subject),
                        subject.memory().since());
            case ChildState.Failed _ -> failed(subject);
            case ChildState.Aborting _, ChildState.BeingEnded _, ChildState.Concluding _ -> stopping(subject);
        }
    }

    private void stopped(Subject subject) {
        Optional<Asked> asked = subject.memory().asked();
        Optional<Reason> reason = subject.memory().reason();
        if (asked.isPresent() && !asked.get().wantsUp()) {
            link(
                    subject,
                    "is stopped: " + asked.get().caller() + " has asked for that",
                    Optional.of(asked.get().at()));
        } else if (subject.run() == 0 && reason.isEmpty()) {
            link(subject, "has not been started: nobody has asked for it yet");
        } else if (subject.isWantedUp()) {
            link(subject, "is stopped and is about to be started");
        } else {
            List<Subject> down = wentDownWith(subject);
            link(
                    subject,
                    down.isEmpty()
                            ? "is stopped"
                                    + reason.map(why -> ": " + why.sentence()).orElse("")
                            : "is stopped: it goes down with " + down.getFirst().name()
                                    + ", as its configuration says");
            for (Subject each : down) {
                explain(each, Optional.empty());
            }
        }
    }

    /** Those that take a program down with them and are down. */
    private List<Subject> wentDownWith(Subject subject) {
        List<Subject> down = new ArrayList<>();
        for (Need need : subject.view().relations().needs()) {
            if (need.bond() == Bond.GOES_DOWN_WITH) {
                for (Subject each : scene.named(need.on())) {
                    if (!each.isWantedUp()) {
                        down.add(each);
                    }
                }
            }
        }
        return down;
    }

    private void waiting(Subject subject) {
        List<Hold> holds = subject.view().holds();
        link(
                subject,
                holds.isEmpty()
                        ? "is about to be started: nothing is in the way any longer"
                        : "is waiting: " + holdWords(subject, holds));
        for (Hold hold : holds) {
            switch (hold) {
                case Hold.NameTaken() -> explainFormer(subject);
                case Hold.NeedUnmet(var name, var condition) -> explainNeeded(subject, name, condition);
                case Hold.ComesFirst(var name) -> scene.holder(name).ifPresent(each -> explain(each, Optional.empty()));
                case Hold.OthersAreEnding() -> explainThoseThatEnd(subject);
                case Hold.Turn() -> explainThoseThatStart();
                case Hold.NotYetTime() -> {}
            }
        }
    }

    private String holdWords(Subject subject, List<Hold> holds) {
        StringBuilder text = new StringBuilder();
        for (Hold hold : holds) {
            text.append(text.isEmpty() ? "" : ", ");
            switch (hold) {
                case Hold.Turn() -> text.append(turn());
                case Hold.NotYetTime() ->
                    text.append(hold.sentence())
                            .append(subject.view()
                                    .nextTime()
                                    .map(at -> ", that is " + TimeWords.of(at, scene))
                                    .orElse(", and there is none any more"));
                case Hold.NameTaken _, Hold.NeedUnmet _, Hold.ComesFirst _, Hold.OthersAreEnding _ ->
                    text.append(hold.sentence());
            }
        }
        return text.toString();
    }

    private String turn() {
        StringBuilder text = new StringBuilder();
        int starting = 0;
        for (Subject each : scene.subjects()) {
            if (each.phase() == ChildState.Phase.STARTING && starting++ < OTHERS_MAX) {
                text.append(starting == 1 ? "" : ", ").append(each.name());
            }
        }
        return "as many programs are starting as may at a time (" + scene.startingMax() + "): " + text
                + (starting > OTHERS_MAX ? " and " + (starting - OTHERS_MAX) + " more" : "");
    }

    private void explainNeeded(Subject subject, ProgramName name, Condition condition) {
        List<Subject> those = scene.named(name);
        if (those.isEmpty()) {
            chain.add(new Cause(
                    name.value(), "is needed by " + subject.name() + " and is not there", Optional.empty(), List.of()));
            missing.add(name.value());
            roots.add(subject);
        }
        for (Subject each : those) {
            explain(each, Optional.of(condition));
        }
    }

    private void explainFormer(Subject subject) {
        for (Subject each : scene.subjects()) {
            if (!each.isHolder() && each.name().equals(subject.name())) {
                explain(each, Optional.empty());
            }
        }
    }

    private void explainThoseThatEnd(Subject subject) {
        int count = 0;
        for (Subject each : scene.subjects()) {
            if (each.phase() == ChildState.Phase.STOPPING && !each.equals(subject) && count++ < OTHERS_MAX) {
                explain(each, Optional.empty());
            }
        }
    }

    private void explainThoseThatStart() {
        int count = 0;
        for (Subject each : scene.subjects()) {
            if (each.phase() == ChildState.Phase.STARTING && count++ < OTHERS_MAX) {
                explain(each, Optional.empty());
            }
        }
    }

    private void running(Subject subject, Run run, long pid, Optional<Condition> needed) {
        if (!subject.view().ready()) {
            String text = "runs, pid " + pid + ", and is not ready any longer: " + health.unready(subject);
            withLines(subject, text, subject.memory().since().orElse(run.startedAt()), run);
        } else if (needed.isPresent() && needed.get() == Condition.COMPLETED) {
            link(subject, "runs, pid " + pid + ", and has not completed yet", Optional.of(run.startedAt()));
        } else if (health.dying(subject).isPresent()) {
            String text = "runs, pid " + pid + ", and " + health.dying(subject).get();
            withLines(subject, text, subject.memory().since().orElse(run.startedAt()), run);
        } else {
            boolean tells = subject.view().policy().health().hasReadiness();
            link(
                    subject,
                    (tells ? "runs and is ready, pid " : "runs, pid ")
                            + pid
                            + (subject.view().outdated() ? ", as it was before its configuration has changed" : ""),
                    run.readyAt().or(() -> Optional.of(run.startedAt())));
        }
    }

    private void failed(Subject subject) {
        Optional<Reason> reason = subject.memory().reason();
        if (reason.isPresent() && reason.get() == Reason.ABANDONED) {
            givenUpWithGroup(subject);
            return;
        }
        Optional<GiveUp> rule = subject.view().policy().giveUp();
        String why = reason.map(Reason::sentence).orElse("its policy says so");
        String intensity = reason.isPresent() && reason.get() == Reason.GAVE_UP && rule.isPresent()
                ? " (" + rule(rule.get()) + ")"
                : "";
        withLastLines(
                subject,
                "was given up: " + why + intensity
                        + (subject.memory().last().isPresent() ? "; at last " + last(subject) : ""),
                subject.memory().since());
    }

    private void givenUpWithGroup(Subject subject) {
        Optional<News.GroupGivenUp> group = group(subject);
        if (group.isEmpty()) {
            link(subject, "was given up with its group");
            return;
        }
        String name = group.get().group();
        groups.add(name);
        Optional<Subject> last = scene.holder(group.get().last());
        boolean itself = last.isPresent() && last.get().equals(subject);
        String text = "was given up with its group " + name + ", in which "
                + (itself ? "it" : group.get().last()) + " was the last to die too often" + rule(name);
        if (itself) {
            String how = subject.memory().last().isPresent() ? "; at last " + last(subject) : "";
            withLastLines(subject, text + how, subject.memory().since());
        } else {
            link(subject, text);
            last.ifPresent(each -> explain(each, Optional.empty()));
        }
    }

    private String rule(String group) {
        for (Group each : scene.groups()) {
            if (each.name().equals(group) && each.giveUp().isPresent()) {
                return " (" + rule(each.giveUp().get()) + ")";
            }
        }
        return "";
    }

    private static String rule(GiveUp rule) {
        int restarts = rule.intensity().restarts();
        return "more than " + restarts + (restarts == 1 ? " time within " : " times within ")
                + DurationWords.of(rule.intensity().within());
    }

    /** Return how the group of a program was given up, if it was. */
    private Optional<News.GroupGivenUp> group(Subject subject) {
        return subject.view().group().flatMap(this::givenUp);
    }

    /** How a group was given up, or the group above with which it was. */
    private Optional<News.GroupGivenUp> givenUp(String group) {
        return Optional.ofNullable(scene.givenUp().get(group)).or(() -> {
            for (Group each : scene.groups()) {
                if (each.members().contains(group)) {
                    return givenUp(each.name());
                }
            }
            return Optional.empty();
        });
    }

    private void stopping(Subject subject) {
        StringBuilder text = new StringBuilder("is being ended");
        String why = asked(subject);
        text.append(
                why.isEmpty()
                        ? subject.memory().reason().map(StoppingWords::because).orElse("")
                        : why);
        text.append(": ").append(StateWords.detail(subject, scene));
        text.append(left(subject));
        link(subject, text.toString());
    }

    private String left(Subject subject) {
        if (!subject.memory().left().isEmpty()) {
            return "; still there after KILL: " + subject.memory().left();
        }
        OptionalLong pid = subject.state().livePid();
        StringBuilder text = new StringBuilder();
        if (pid.isPresent()) {
            for (Remnant each : facts.members(pid.getAsLong(), MEMBERS)) {
                text.append(text.isEmpty() ? "; still there: pid " : ", pid ").append(each);
            }
        }
        return text.toString();
    }

    private static String asked(Subject subject) {
        Optional<Asked> asked = subject.memory().asked();
        boolean concerns = asked.isPresent()
                && (!asked.get().wantsUp() || !asked.get().what().equals("start"))
                && (asked.get().wantsUp() == subject.isWantedUp()
                        || subject.view().toEnd());
        return concerns
                ? ", for " + asked.get().caller() + " has asked for a "
                        + asked.get().what()
                : "";
    }

    private static String last(Subject subject) {
        return subject.memory().last().map(EndedRun::sentence).orElse("it has ended");
    }

    private static String inARow(Subject subject) {
        int failures = subject.memory().failures();
        return failures > 1 ? ", and has failed " + failures + " times in a row" : "";
    }

    private void link(Subject subject, String text) {
        link(subject, text, subject.memory().since());
    }

    private void link(Subject subject, String text, Optional<MonotonicTime> since) {
        chain.add(new Cause(subject.name().value(), text, since.map(scene::wallOf), List.of()));
    }

    /** What the run before has written says more where it has failed by itself. */
    private void withLastLines(Subject subject, String text, Optional<MonotonicTime> since) {
        Optional<EndedRun> last = subject.memory().last();
        boolean ran = last.isPresent() && last.get().ending() instanceof ExitStatus && !subject.hasCompleted();
        chain.add(new Cause(
                subject.name().value(),
                text,
                since.map(scene::wallOf),
                ran
                        ? lines(
                                subject,
                                last.get().number(),
                                scene.wallOf(last.get().at()).minus(last.get().lived()))
                        : List.of()));
    }

    private void withLines(Subject subject, String text, MonotonicTime since, Run run) {
        chain.add(new Cause(
                subject.name().value(),
                text,
                Optional.of(scene.wallOf(since)),
                lines(subject, run.number(), scene.wallOf(run.startedAt()))));
    }

    private List<LogLine> lines(Subject subject, long run, Instant begun) {
        return facts.lines(subject.name(), run, begun.minus(CLOCK_CHANGE), LINES);
    }
}
