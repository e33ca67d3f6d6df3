// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.action.Action;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Outcome;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.Settled;
import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.SignalOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Does one thing about one program. On the reactor thread. */
final class Attempts {

    private final Supervisor supervisor;
    private final Host host;
    private final Ledger ledger;
    private final Contention contention;
    private final OutcomeWords words;

    Attempts(Supervisor supervisor, Host host, Ledger ledger, Contention contention, OutcomeWords words) {
        this.supervisor = supervisor;
        this.host = host;
        this.ledger = ledger;
        this.contention = contention;
        this.words = words;
    }

    /** Begin with an action that needs nothing but a name. */
    Attempt begin(Action action, ProgramName name) {
        return switch (action) {
            case START -> start(name);
            case STOP -> end(name, supervisor.stop(name), "stop", "stopped");
            case KILL -> end(name, supervisor.kill(name), "kill", "killed");
            case RESTART -> restart(name);
            case REPLACE -> replace(name);
            case TRIGGER -> trigger(name);
            case REMOVE -> remove(name);
            case SIGNAL, SCALE -> throw new IllegalArgumentException("needs more than a name: " + action);
        };
    }

    Attempt start(ProgramName name) {
        Attempt attempt = enter(name, true, "start");
        attempt.then(supervisor.start(name), _ -> {});
        settle(attempt, runOf(name));
        return attempt;
    }

    Attempt restart(ProgramName name) {
        Attempt attempt = enter(name, true, "restart");
        attempt.then(supervisor.restart(name), _ -> {});
        settle(attempt, 0);
        return attempt;
    }

    /** Wait until one is up again that is restarted because another was. */
    Attempt follow(ProgramName name) {
        Attempt attempt = enter(name, true, "restart");
        settle(attempt, 0);
        return attempt;
    }

    /** It may have no run to replace any longer, and is started then. */
    Attempt replace(ProgramName name) {
        Attempt attempt = enter(name, true, "replacement");
        attempt.then(supervisor.replace(name), why -> {
            if (why.isPresent()) {
                attempt.failed("not replaced: " + why.get()
                        + (ledger.of(name).state().liveRun().isPresent() ? "; the old run goes on" : ""));
            } else {
                settle(attempt, 0);
            }
        });
        return attempt;
    }

    Attempt trigger(ProgramName name) {
        Attempt attempt = enter(name, true, "trigger");
        attempt.await(
                ledger.runIsOver(name), _ -> attempt.then(supervisor.children(), views -> hasRun(attempt, views)));
        attempt.then(supervisor.trigger(name), _ -> {});
        attempt.await(supervisor.settled(name), settled -> {
            if (settled instanceof Settled.Stopped) {
                words.finish(attempt, settled, 0);
            }
        });
        return attempt;
    }

    private void hasRun(Attempt attempt, List<ChildView> views) {
        String text =
                "has run: " + ledger.of(attempt.name()).last().orElseThrow().words();
        for (ChildView each : views) {
            if (each.registered() && each.program().name().equals(attempt.name())) {
                Optional<Outcome> outcome = each.life().lastOutcome();
                if (outcome.isPresent() && outcome.get().success()) {
                    attempt.done(text);
                } else {
                    attempt.failed(text);
                }
                return;
            }
        }
        attempt.failed("was removed meanwhile");
    }

    Attempt signal(ProgramName name, Signal signal, Reach reach) {
        // Nobody is overtaken by a signal: it changes nothing in what is wanted.
        Attempt attempt = new Attempt(name, true);
        long pid = ledger.of(name).state().livePid().orElse(0);
        attempt.then(supervisor.signal(name, signal, reach), outcome -> {
            switch (outcome) {
                case SignalOutcome.Sent() ->
                    attempt.done(signal + " sent to " + (reach == Reach.TREE ? "all processes of pid " : "pid ") + pid);
                case SignalOutcome.AlreadyGone() -> attempt.failed("has no process");
                case SignalOutcome.Refused(var errno) -> attempt.failed("cannot be sent " + signal + ": " + errno);
            }
        });
        return attempt;
    }

    Attempt remove(ProgramName name) {
        boolean ran = isAlive(name);
        Attempt attempt = enter(name, false, "removal");
        attempt.then(host.unregister(name), _ -> attempt.done(ran ? words.stopped(name, "removed") : "removed"));
        return attempt;
    }

    /** Register one, and start it. */
    Attempt add(Registered added) {
        return add(added, () -> {});
    }

    /** The same, and say when it is registered, whatever comes of its start. */
    Attempt add(Registered added, Runnable registered) {
        Attempt attempt = enter(added.name(), true, "start");
        attempt.then(host.register(added), _ -> {
            registered.run();
            attempt.then(supervisor.start(added.name()), _ -> {});
            settle(attempt, 0);
        });
        return attempt;
    }

    private Attempt end(ProgramName name, CompletableFuture<Void> over, String what, String verb) {
        ChildState before = ledger.of(name).state();
        Attempt attempt = enter(name, false, what);
        attempt.then(
                over,
                _ -> attempt.done(
                        switch (before.phase()) {
                            case STOPPED, EXITED, FAILED -> "was not running";
                            case WAITING, BACKING_OFF -> "stopped: not to be started any more";
                            case STARTING, RUNNING, STOPPING -> words.stopped(name, verb);
                        }));
        return attempt;
    }

    private Attempt enter(ProgramName name, boolean up, String what) {
        Attempt attempt = new Attempt(name, up);
        contention.enter(attempt, what);
        return attempt;
    }

    private void settle(Attempt attempt, long runBefore) {
        attempt.await(supervisor.settled(attempt.name()), settled -> words.finish(attempt, settled, runBefore));
    }

    private boolean isAlive(ProgramName name) {
        return ledger.of(name).state().liveRun().isPresent();
    }

    private long runOf(ProgramName name) {
        return ledger.of(name).state().liveRun().map(run -> run.number()).orElse(0L);
    }
}
