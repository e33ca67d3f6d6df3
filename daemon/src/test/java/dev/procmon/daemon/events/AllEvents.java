// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.config.LogPolicy;
import dev.procmon.control.event.Event;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.order.Hold;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.forward.ForwardReport;
import dev.procmon.daemon.logs.LogReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transitions, news and notices of every shape, and the events that are made of them. */
final class AllEvents {

    static final MonotonicTime NOW = new MonotonicTime(5_000_000_000L);
    static final Clocks CLOCKS =
            new Clocks(() -> Instant.parse("2026-01-02T03:04:05Z"), () -> NOW, MonotonicTime.ORIGIN);

    private static final ProgramName WEB = new ProgramName("web");
    private static final Run RUN = new Run(7, new MonotonicTime(3_500_000_000L));
    private static final Run NEXT = new Run(8, NOW);
    private static final MonotonicTime LATER = NOW.plus(Duration.ofSeconds(2));
    private static final ExitStatus EXIT = new ExitStatus.Exited(3);
    private static final ExitStatus KILLED = new ExitStatus.Signaled(Signal.KILL, ExitStatus.Cause.OUT_OF_MEMORY);
    private static final SpawnFailure NOT_SPAWNED = new SpawnFailure("ENOENT", "no such file or directory");

    private static final ChildState STOPPED = new ChildState.Stopped();
    private static final ChildState WAITING = new ChildState.Waiting();
    private static final ChildState PREPARING = new ChildState.Preparing(RUN);
    private static final ChildState STARTING = new ChildState.Starting(RUN);
    private static final ChildState LAUNCHING = new ChildState.Launching(RUN, 42, LATER);
    private static final ChildState RUNNING = new ChildState.Running(RUN, 42, Optional.empty());
    private static final ChildState ABORTING = new ChildState.Aborting(RUN, ChildState.Force.STOP_SIGNAL, Sequel.JUDGE);
    private static final ChildState TERMINATING = new ChildState.Terminating(RUN, 42, LATER, Sequel.JUDGE);
    private static final ChildState KILLING = new ChildState.Killing(RUN, 42, Optional.empty(), Sequel.JUDGE);
    private static final ChildState KILL_REFUSED = new ChildState.KillRefused(RUN, 42, LATER, Sequel.JUDGE);
    private static final ChildState CONCLUDING = new ChildState.Concluding(RUN, EXIT, NOW, false, Sequel.JUDGE);
    private static final ChildState BACKING_OFF = new ChildState.BackingOff(LATER, EXIT);
    private static final ChildState EXITED = new ChildState.Exited(new ExitStatus.Exited(0));
    private static final ChildState FAILED = new ChildState.Failed(Optional.of(EXIT));

    private static final ChildEvent START = new ChildEvent.Start(Wanted.UP);
    private static final ChildEvent STOP = new ChildEvent.Stop();
    private static final ChildEvent RESTART = new ChildEvent.Restart();
    private static final ChildEvent SPAWNED = new ChildEvent.Spawned(7, 42);
    private static final ChildEvent HAS_EXITED = new ChildEvent.ProcessExited(7, EXIT);
    private static final ChildEvent WAS_KILLED = new ChildEvent.ProcessExited(7, KILLED);
    private static final ChildEvent SPAWN_FAILED = new ChildEvent.SpawnFailed(7, NOT_SPAWNED);
    private static final ChildEvent DEADLINE = new ChildEvent.DeadlineReached();

    private AllEvents() {}

    /** Return an event of every shape. */
    static List<Event> all() {
        EventMaker maker = new EventMaker(CLOCKS);
        List<Event> events = new ArrayList<>();
        for (ChildTransition each : transitions()) {
            events.add(maker.of(each, Policy.STANDARD));
        }
        for (News each : news()) {
            events.add(maker.of(each));
        }
        for (Notice each : notices()) {
            events.add(maker.of(each));
        }
        return events;
    }

    static ChildTransition transition(ChildState from, ChildEvent event, ChildState to, Reason reason) {
        return new ChildTransition(WEB, Role.HOLDER, from, event, to, reason, NOW);
    }

    static List<ChildTransition> transitions() {
        List<ChildTransition> all = new ArrayList<>(beginnings());
        all.addAll(endings());
        all.addAll(stops());
        return all;
    }

    private static List<ChildTransition> beginnings() {
        return List.of(
                transition(STOPPED, START, STARTING, Reason.START_REQUESTED),
                transition(STOPPED, START, PREPARING, Reason.START_REQUESTED),
                transition(STOPPED, START, WAITING, Reason.SOMETHING_COMES_FIRST),
                transition(WAITING, new ChildEvent.Admit(), STARTING, Reason.NOTHING_IN_THE_WAY),
                transition(PREPARING, hook(Hook.Point.PRE_START), STARTING, Reason.PREPARED),
                transition(BACKING_OFF, DEADLINE, STARTING, Reason.BACK_OFF_OVER),
                transition(STARTING, SPAWNED, RUNNING, Reason.SPAWNED),
                transition(STARTING, SPAWNED, LAUNCHING, Reason.SPAWNED_NOT_READY),
                transition(LAUNCHING, new ChildEvent.BecameReady(7), RUNNING, Reason.READY),
                transition(
                        LAUNCHING, new ChildEvent.ExtensionAsked(7, Duration.ofSeconds(1)), LAUNCHING, Reason.EXTENDED),
                transition(ABORTING, SPAWNED, TERMINATING, Reason.SPAWNED_BUT_UNWANTED),
                transition(ABORTING, SPAWNED, asking(Hook.Point.PRE_STOP), Reason.SPAWNED_BUT_UNWANTED),
                transition(ABORTING, SPAWNED, KILLING, Reason.SPAWNED_BUT_UNWANTED));
    }

    private static List<ChildTransition> endings() {
        return List.of(
                transition(RUNNING, HAS_EXITED, BACKING_OFF, Reason.DIED_EARLY),
                transition(RUNNING, WAS_KILLED, BACKING_OFF, Reason.DIED_EARLY),
                transition(RUNNING, HAS_EXITED, EXITED, Reason.POLICY_SAYS_NO),
                transition(RUNNING, HAS_EXITED, FAILED, Reason.GAVE_UP),
                transition(RUNNING, HAS_EXITED, WAITING, Reason.SCHEDULE_SAYS_LATER),
                transition(RUNNING, HAS_EXITED, CONCLUDING, Reason.CONCLUDING),
                transition(TERMINATING, HAS_EXITED, STOPPED, Reason.ENDED_AS_REQUESTED),
                transition(TERMINATING, HAS_EXITED, new ChildState.Starting(NEXT), Reason.RESTARTED_AS_REQUESTED),
                transition(TERMINATING, HAS_EXITED, new ChildState.Preparing(NEXT), Reason.RESTARTED_AS_REQUESTED),
                transition(RUNNING, new ChildEvent.LeaderExited(7, EXIT), TERMINATING, Reason.LEFT_OTHERS_BEHIND),
                transition(TERMINATING, new ChildEvent.LeaderExited(7, KILLED), TERMINATING, Reason.LEADER_GONE),
                transition(
                        asking(Hook.Point.STOP_COMMAND),
                        new ChildEvent.LeaderExited(7, EXIT),
                        asking(Hook.Point.STOP_COMMAND),
                        Reason.LEADER_GONE),
                transition(STARTING, SPAWN_FAILED, new ChildState.BackingOff(LATER, NOT_SPAWNED), Reason.SPAWN_FAILED),
                transition(STARTING, SPAWN_FAILED, new ChildState.Exited(NOT_SPAWNED), Reason.POLICY_SAYS_NO),
                transition(STARTING, SPAWN_FAILED, WAITING, Reason.SCHEDULE_SAYS_LATER),
                transition(ABORTING, SPAWN_FAILED, STOPPED, Reason.ENDED_AS_REQUESTED),
                transition(ABORTING, SPAWN_FAILED, new ChildState.Starting(NEXT), Reason.RESTARTED_AS_REQUESTED),
                transition(CONCLUDING, hook(Hook.Point.POST_STOP), BACKING_OFF, Reason.LIVED_LONG),
                transition(CONCLUDING, hook(Hook.Point.POST_STOP), EXITED, Reason.POLICY_SAYS_NO),
                transition(CONCLUDING, hook(Hook.Point.POST_STOP), FAILED, Reason.FAILED_FOR_GOOD),
                transition(CONCLUDING, hook(Hook.Point.POST_STOP), STOPPED, Reason.ENDED_AS_REQUESTED),
                transition(CONCLUDING, hook(Hook.Point.POST_STOP), WAITING, Reason.SCHEDULE_SAYS_LATER),
                transition(
                        CONCLUDING,
                        hook(Hook.Point.POST_STOP),
                        new ChildState.Starting(NEXT),
                        Reason.RESTARTED_AS_REQUESTED),
                transition(
                        CONCLUDING,
                        hook(Hook.Point.POST_STOP),
                        new ChildState.Preparing(NEXT),
                        Reason.RESTARTED_AS_REQUESTED));
    }

    private static List<ChildTransition> stops() {
        return List.of(
                transition(RUNNING, STOP, TERMINATING, Reason.STOP_REQUESTED),
                transition(RUNNING, new ChildEvent.Terminate(), TERMINATING, Reason.STOP_REQUESTED),
                transition(RUNNING, new ChildEvent.Kill(), KILLING, Reason.KILL_REQUESTED),
                transition(RUNNING, STOP, asking(Hook.Point.PRE_STOP), Reason.STOP_REQUESTED),
                transition(
                        asking(Hook.Point.PRE_STOP),
                        hook(Hook.Point.PRE_STOP),
                        asking(Hook.Point.STOP_COMMAND),
                        Reason.STOP_HOOK_ENDED),
                transition(
                        asking(Hook.Point.STOP_COMMAND),
                        hook(Hook.Point.STOP_COMMAND),
                        TERMINATING,
                        Reason.STOP_COMMAND_SUCCEEDED),
                transition(RUNNING, new ChildEvent.Unhealthy(7, Fault.NOT_LIVE), TERMINATING, Reason.NOT_LIVE),
                transition(STARTING, STOP, ABORTING, Reason.STOP_REQUESTED),
                transition(TERMINATING, DEADLINE, KILLING, Reason.GRACE_PERIOD_OVER),
                transition(KILLING, DEADLINE, KILLING, Reason.OUTLIVED_KILL),
                transition(
                        KILLING,
                        new ChildEvent.SignalRefused(7, Signal.KILL, "EPERM"),
                        KILL_REFUSED,
                        Reason.KILL_REFUSED),
                transition(TERMINATING, RESTART, TERMINATING, Reason.RESTART_REQUESTED),
                transition(asking(Hook.Point.PRE_STOP), RESTART, asking(Hook.Point.PRE_STOP), Reason.RESTART_REQUESTED),
                transition(KILLING, RESTART, KILLING, Reason.RESTART_REQUESTED),
                transition(KILL_REFUSED, RESTART, KILL_REFUSED, Reason.RESTART_REQUESTED),
                transition(CONCLUDING, RESTART, CONCLUDING, Reason.RESTART_REQUESTED),
                transition(ABORTING, RESTART, ABORTING, Reason.RESTART_REQUESTED),
                transition(BACKING_OFF, STOP, STOPPED, Reason.STOP_REQUESTED),
                transition(WAITING, new ChildEvent.Abandon(), FAILED, Reason.ABANDONED));
    }

    static List<News> news() {
        return List.of(
                new News.Held(WEB, List.of(new Hold.Turn()), NOW),
                new News.ReadinessChanged(WEB, 7, true, "", NOW),
                new News.ReadinessChanged(WEB, 7, false, "status 503", NOW),
                new News.Unwell(WEB, 7, Fault.NOT_LIVE, "refused", NOW),
                new News.HookFailed(WEB, 7, Hook.Point.POST_START, "exited with 1", NOW),
                new News.Outlived(WEB, 7, List.of(new Remnant(43, "sleep 9", "sleeping")), NOW),
                new News.StatusSaid(WEB, 7, "warming up", NOW),
                new News.Unheard(WEB, 7, "not its main process", NOW),
                new News.TimeSkipped(WEB, News.Skip.OVERLAP, NOW),
                new News.Removed(WEB, NOW),
                new News.Updated(WEB, NOW),
                new News.Replaced(WEB, 8, NOW),
                new News.NotReplaced(WEB, "not ready in time", NOW),
                new News.GroupRestarts("all", WEB, List.of(WEB), NOW),
                new News.GroupGivenUp("all", WEB, Optional.of("above"), NOW),
                new News.GroupGivenUp("all", WEB, Optional.empty(), NOW),
                new News.ExitWanted(4, "web was restarted too often", NOW));
    }

    static List<Notice> notices() {
        Path file = Path.of("/var/log/web.log");
        return List.of(
                new Notice.Stopping(2, Signal.TERM),
                new Notice.OutputClosed(2),
                new Notice.Begun("shop", 4711, "0.1.0", "/srv/shop/procmon.toml"),
                new Notice.FormerKilled(4710),
                new Notice.AllStarted(3, List.of("db (backing off)")),
                new Notice.StoppingFor(2, "user alice (uid 1000)"),
                new Notice.Unreachable("/run/procmon: EROFS (read-only file system)"),
                new Notice.StoppingForGood(2),
                new Notice.Killing(1),
                new Notice.Stopped(),
                new Notice.LeftBehind(List.of("web (pid 42)")),
                new Notice.Ended(2, List.of(WEB)),
                new Notice.Requested("restart", List.of("web"), "user alice (uid 1000)"),
                new Notice.ReloadBegun("SIGHUP"),
                new Notice.ReloadDone(2, "SIGHUP"),
                new Notice.ReloadFailed(1, 1, List.of("web"), "web has failed", "SIGHUP"),
                new Notice.Log(new LogReport.Unwritable(file, "ENOSPC", LogPolicy.OnFull.WAIT)),
                new Notice.Log(new LogReport.Full(file, LogPolicy.OnFull.DROP_OLDEST)),
                new Notice.Log(new LogReport.WritableAgain(file, 1, 10)),
                new Notice.Log(new LogReport.Lost(file, 1, 10)),
                new Notice.Log(new LogReport.Untidy(file, "EACCES")),
                new Notice.Log(new LogReport.Off(file, "EROFS")),
                new Notice.Log(new LogReport.Unrotatable(file, "EACCES")),
                new Notice.Forwarded(new ForwardReport.Unreachable("central", "ECONNREFUSED", Duration.ofSeconds(1))),
                new Notice.Forwarded(new ForwardReport.ReachableAgain("central")),
                new Notice.Forwarded(new ForwardReport.AheadOfClock("central", Instant.parse("2027-12-01T03:05:12Z"))),
                new Notice.Forwarded(new ForwardReport.Lost("central", 10, "it answers 400 to them")),
                new Notice.Events(new EventLogReport.Unwritable(file, "ENOSPC")),
                new Notice.Events(new EventLogReport.WritableAgain(file, 1)),
                new Notice.Events(new EventLogReport.Lost(3)),
                new Notice.Events(new EventLogReport.Torn(file, 17)),
                new Notice.Events(new EventLogReport.Unreadable(file, 1)));
    }

    private static ChildState asking(Hook.Point point) {
        return new ChildState.Asking(RUN, 42, point, LATER, Sequel.JUDGE);
    }

    private static ChildEvent hook(Hook.Point point) {
        return new ChildEvent.HookEnded(7, point, Optional.empty());
    }
}
