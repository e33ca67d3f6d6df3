// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.monitor.Settled;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import java.time.Duration;
import java.util.Optional;

/** Says what came of a request about a program. On the reactor thread. */
record OutcomeWords(Reactor reactor, Ledger ledger) {

    /** Return what came of a request by which a program was to be up, and finish the attempt with it. */
    void finish(Attempt attempt, Settled settled, long runBefore) {
        Memory memory = ledger.of(attempt.name());
        switch (settled) {
            case Settled.Ready(var run) -> attempt.done(run == runBefore ? already(memory) : ready(memory));
            case Settled.Completed _ ->
                attempt.done("has completed"
                        + memory.last().map(each -> ": " + each.words()).orElse(""));
            case Settled.Scheduled(var next) ->
                attempt.done("waits for its time"
                        + next.map(at -> ", " + in(Duration.between(reactor.wallTime(), at)))
                                .orElse(", and there is none any more"));
            case Settled.Stopped _ -> attempt.failed("was stopped meanwhile");
            case Settled.Failed(var why) -> attempt.failed(failed(memory, why));
        }
    }

    /** Say how a run has ended that was to end. */
    String stopped(ProgramName name, String verb) {
        Optional<EndedRun> last = ledger.of(name).last();
        return verb + last.map(each -> ": " + each.ending().describe()).orElse("");
    }

    private static String already(Memory memory) {
        return memory.state() instanceof ChildState.Running running
                ? "runs already, pid " + running.pid()
                : "runs already";
    }

    private static String ready(Memory memory) {
        if (!(memory.state() instanceof ChildState.Running(Run run, long pid, var _))) {
            return "started";
        }
        return run.readyAt().isPresent()
                ? "ready after " + DurationWords.of(run.readyAt().get().since(run.startedAt())) + ", pid " + pid
                : "started, pid " + pid;
    }

    private String failed(Memory memory, String why) {
        String last = memory.last().map(EndedRun::words).orElse(why);
        return switch (memory.state()) {
            case ChildState.BackingOff off ->
                last + ", restarting " + in(off.until().since(reactor.now()));
            case ChildState.Exited _ -> last + ", not restarted, as its policy says";
            case ChildState.Failed _ ->
                memory.last().map(EndedRun::words).orElse("could not be started") + ", given up: "
                        + memory.reason().map(each -> each.sentence()).orElse("its policy says so");
            default -> why;
        };
    }

    private static String in(Duration time) {
        return "in " + DurationWords.of(time);
    }
}
