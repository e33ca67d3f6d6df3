// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

/** Why a child went from one state to another, or why an event changed nothing. */
public enum Reason {
    START_REQUESTED("a start was requested"),
    RESTART_REQUESTED("a restart was requested"),
    STOP_REQUESTED("a stop was requested"),
    KILL_REQUESTED("a kill was requested"),
    ABANDONED("its group was given up"),
    SOMETHING_COMES_FIRST("something else must come first"),
    NOTHING_IN_THE_WAY("nothing is in the way any longer"),
    BACK_OFF_OVER("the back-off is over"),
    PREPARED("the hook before the start has succeeded"),
    SPAWNED("the process was spawned"),
    SPAWNED_NOT_READY("the process was spawned and is not ready yet"),
    SPAWNED_BUT_UNWANTED("the process was spawned after its end had been requested"),
    READY("it is ready"),
    NOT_READY_IN_TIME("it was not ready in time"),
    NOT_LIVE("its liveness probe has failed"),
    SILENT("it has been silent for longer than its watchdog allows"),
    TOO_LARGE("it has used too much memory for too long"),
    RAN_TOO_LONG("it has run for as long as it may"),
    EXTENDED("it has asked for more time"),
    LEFT_OTHERS_BEHIND("it ended and left others behind, who are ended first"),
    LEADER_GONE("its main process has ended, others have not"),
    LIVED_LONG("it lived long enough, so it is restarted without delay"),
    DIED_EARLY_FIRST("it died early for the first time, so it is restarted without delay"),
    DIED_EARLY("it died early, so it is restarted after a delay"),
    SPAWN_FAILED("it could not be spawned, which counts as an early death"),
    DEPENDENCY_DOWN("it ended while a program that it needs is down, and waits for that"),
    POLICY_SAYS_NO("it ended, and its restart policy says not to start it again"),
    SCHEDULE_SAYS_LATER("it ended, and is run again when its time has come"),
    FAILED_FOR_GOOD("it failed, and its restart policy says not to start it again"),
    GAVE_UP("it was restarted too often"),
    ENDED_AS_REQUESTED("it ended as requested"),
    ENDED_UNWANTED("it ended by itself, and it is not wanted up"),
    RESTARTED_AS_REQUESTED("it ended as requested and is started again"),
    CONCLUDING("it ended, and the hook after the end runs"),
    STOP_HOOK_ENDED("the hook before the stop has ended"),
    STOP_COMMAND_SUCCEEDED("the stop command has succeeded"),
    STOP_COMMAND_FAILED("the stop command has failed, so the signal is sent"),
    GRACE_PERIOD_OVER("it did not end within the grace period"),
    KILL_REFUSED("the kernel refused to let it be killed; it is tried again"),
    KILL_TRIED_AGAIN("the kill is tried again"),
    OUTLIVED_KILL("somebody has outlived KILL, which is sent again"),

    WANTED_CHANGED("only what is wanted of it, or what comes next, has changed"),
    IGNORED_RUNNING("ignored: it is running already"),
    IGNORED_STOPPED("ignored: it has no run"),
    IGNORED_WAITING("ignored: it waits already"),
    IGNORED_NOT_WAITING("ignored: it does not wait"),
    IGNORED_STOPPING("ignored: it is being stopped already"),
    IGNORED_OLD_RUN("ignored: it is about a run that is over"),
    IGNORED_REPEATED("ignored: it is known already"),
    IGNORED_REFUSED("ignored: the stop signal was refused, KILL follows after the grace period"),
    IGNORED_HOOK("ignored: nothing waits for this hook"),
    IGNORED_NO_TIME("ignored: there is nothing to lengthen, or it has had all that it may have"),
    IGNORED_NO_DEADLINE("ignored: this state has no deadline");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** Tell whether the event has changed nothing. */
    public boolean isIgnored() {
        return compareTo(IGNORED_RUNNING) >= 0;
    }

    /** Say it for a person. */
    public String sentence() {
        return sentence;
    }
}
