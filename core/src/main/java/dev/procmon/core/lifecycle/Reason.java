// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

/** Why a child went from one state to another, or why an event changed nothing. */
public enum Reason {
    START_REQUESTED("a start was requested"),
    RESTART_REQUESTED("a restart was requested"),
    STOP_REQUESTED("a stop was requested"),
    KILL_REQUESTED("a kill was requested"),
    SOMETHING_COMES_FIRST("something else must come first"),
    BACK_OFF_OVER("the back-off is over"),
    SPAWNED("the process was spawned"),
    SPAWNED_BUT_UNWANTED("the process was spawned after its end had been requested"),
    LIVED_LONG("it lived long enough, so it is restarted without delay"),
    DIED_EARLY("it died early, so it is restarted after a delay"),
    SPAWN_FAILED("it could not be spawned, which counts as an early death"),
    POLICY_SAYS_NO("it ended, and its restart policy says not to start it again"),
    ENDED_AS_REQUESTED("it ended as requested"),
    ENDED_UNWANTED("it ended by itself, and it is not wanted up"),
    RESTARTED_AS_REQUESTED("it ended as requested and is started again"),
    GRACE_PERIOD_OVER("it did not end within the grace period"),
    KILL_REFUSED("the kernel refused to let it be killed; it is tried again"),
    KILL_TRIED_AGAIN("the kill is tried again"),

    WANTED_CHANGED("only what is wanted of it changed"),
    IGNORED_RUNNING("ignored: it is running already"),
    IGNORED_STOPPED("ignored: it has no run"),
    IGNORED_WAITING("ignored: it waits already"),
    IGNORED_STOPPING("ignored: it is being stopped already"),
    IGNORED_OLD_RUN("ignored: it is about a run that is over"),
    IGNORED_REPEATED("ignored: it is known already"),
    IGNORED_REFUSED("ignored: the stop signal was refused, KILL follows after the grace period"),
    IGNORED_NO_DEADLINE("ignored: this state has no deadline");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** Say it for a person. */
    public String sentence() {
        return sentence;
    }
}
