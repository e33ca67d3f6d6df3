// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Hold;
import dev.procmon.core.order.Need;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.daemon.logs.LogState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what a person can do about how a program is: commands, and keys to change, the best first. */
final class Advice {

    private static final int ADVICE_MAX = 6;

    private final List<String> advice = new ArrayList<>();

    private Advice() {}

    /**
     * Return what can be done.
     *
     * @param subject whom it is about
     * @param roots at whom the chain of causes ends
     * @param missing the programs that are needed and not there
     * @param groups the groups that were given up
     * @param output how it stands with the output of that program
     */
    static List<String> of(
            Subject subject, List<Subject> roots, List<String> missing, Set<String> groups, Optional<LogState> output) {
        Advice made = new Advice();
        if (output.isPresent() && output.get().trouble().isPresent()) {
            made.room(subject, output.get());
        }
        for (String each : missing) {
            made.say("add [program." + each + "] to the configuration, or take it out of the needs of " + subject.name()
                    + ", then: procmon reload");
        }
        for (Subject root : roots) {
            if (missing.isEmpty() || !root.equals(subject)) {
                made.about(root, root.equals(subject) ? Optional.empty() : Optional.of(subject));
            }
        }
        for (String each : groups) {
            made.say("procmon start @" + each);
        }
        if (made.advice.isEmpty() && subject.phase() == ChildState.Phase.WAITING) {
            made.look(subject, roots);
        }
        made.turn(subject);
        if (subject.view().outdated() && subject.view().ready()) {
            made.command("restart", subject);
        }
        return made.advice.subList(0, Math.min(made.advice.size(), ADVICE_MAX));
    }

    private void room(Subject subject, LogState output) {
        say("see to it that its log can be written: " + output.trouble().orElseThrow());
        if (output.waitingSince().isPresent()) {
            say("to have it go on and lose output instead: log = { on-full = \"drop-oldest\" } in [program."
                    + subject.name().family() + "], then: procmon reload");
            say("or have it written elsewhere: another log.file in [program."
                    + subject.name().family() + "], then: procmon reload and procmon restart " + subject.name());
        }
    }

    /** There is always one of whom to ask next. */
    private void look(Subject subject, List<Subject> roots) {
        for (Subject root : roots) {
            if (!root.equals(subject)) {
                command("why", root);
            }
        }
    }

    private void about(Subject root, Optional<Subject> dependent) {
        switch (root.state()) {
            case ChildState.Stopped() -> {
                if (!root.isWantedUp()) {
                    command("start", root);
                }
            }
            case ChildState.Waiting() -> {
                if (root.waitsForItsTime()) {
                    command("trigger", root);
                }
            }
            case ChildState.BackingOff(var _, var ending) -> {
                afterEnding(root, ending);
                command("restart", root);
            }
            case ChildState.Failed(var ending) -> {
                if (ending.isPresent()) {
                    afterEnding(root, ending.get());
                }
                // One that was given up with its group is started with it.
                if (!root.memory().reason().equals(Optional.of(Reason.ABANDONED))) {
                    command("start", root);
                }
            }
            case ChildState.Exited(var ending) -> exited(root, ending, dependent);
            case ChildState.Launching _ -> logs(root);
            case ChildState.Running _ -> running(root, dependent);
            case ChildState.Asking _, ChildState.Terminating _ -> command("kill", root);
            case ChildState.Killing _, ChildState.KillRefused _ -> {
                if (!root.memory().left().isEmpty()) {
                    say("look at these processes on the host: " + root.memory().left());
                }
            }
            case ChildState.Preparing _, ChildState.Starting _, ChildState.Aborting _, ChildState.Concluding _ -> {}
        }
    }

    private void exited(Subject root, Ending ending, Optional<Subject> dependent) {
        if (!root.hasCompleted()) {
            afterEnding(root, ending);
            command("start", root);
        } else if (dependent.isPresent() && needs(dependent.get(), root, Condition.READY)) {
            say("if " + root.name() + " is to end, change needs of "
                    + dependent.get().name() + " to { " + root.name().family()
                    + " = \"completed\" }, then: procmon reload");
            command("start", root);
        } else if (dependent.isPresent()) {
            command("start", root);
        }
    }

    private void running(Subject root, Optional<Subject> dependent) {
        if (root.view().ready()) {
            if (dependent.isPresent() && needs(dependent.get(), root, Condition.COMPLETED)) {
                logs(root);
            }
            if (HealthWords.failing(root).isPresent()) {
                logs(root);
            }
            return;
        }
        logs(root);
        command("restart", root);
    }

    /** What could not be spawned has written nothing: the configuration says more. */
    private void afterEnding(Subject root, Ending ending) {
        if (!(ending instanceof SpawnFailure failure)) {
            logs(root);
            return;
        }
        String table = "[program." + root.name().family() + "]";
        switch (failure.errno()) {
            case "ENOENT", "ENOEXEC", "ENOTDIR" -> say("correct command or cwd in " + table + ", then: procmon reload");
            case "EACCES", "EPERM" -> say("look at the rights of its command and directory, and at user in " + table);
            case "EADDRINUSE" -> say("look who listens there already, or change sockets in " + table);
            case "EAGAIN", "ENOMEM", "EMFILE", "ENFILE" ->
                say("look at the limits of procmon and of the host: processes, memory, open files");
            default -> say("look at " + table + " in the configuration");
        }
    }

    private static boolean needs(Subject subject, Subject other, Condition condition) {
        for (Need need : subject.view().relations().needs()) {
            if (need.condition() == condition
                    && (need.on().equals(other.name())
                            || need.on().equals(other.name().family()))) {
                return true;
            }
        }
        return false;
    }

    private void turn(Subject subject) {
        for (Hold hold : subject.view().holds()) {
            if (hold instanceof Hold.Turn) {
                say("raise max-starting in [supervisor], then: procmon reload");
            }
        }
        Optional<Reason> reason = subject.memory().reason();
        if (subject.state() instanceof ChildState.Failed && reason.equals(Optional.of(Reason.GAVE_UP))) {
            say("to let it be tried for ever, take give-up out of [program."
                    + subject.name().family() + "]");
        }
    }

    private void logs(Subject subject) {
        say("procmon logs -n 50 " + subject.name());
    }

    private void command(String verb, Subject subject) {
        say("procmon " + verb + " " + subject.name());
    }

    private void say(String text) {
        if (!advice.contains(text)) {
            advice.add(text);
        }
    }
}
