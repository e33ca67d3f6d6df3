// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is not as plain as can be where an event comes; see {@link Situation}. Its word is its name in small letters. */
enum Given {
    /** It is wanted up, which is plain everywhere but in Stopped. */
    UP,
    /** It is wanted down. */
    DOWN,
    /** The next run follows the end that was asked for. */
    AGAIN,
    /** It is to stay failed after its end. */
    ABANDONED,
    /** The run was found not to be well. */
    UNWELL,
    /** The first signal of an Aborting is KILL. */
    BY_KILL,
    /** Requests are charged. */
    CHARGED,
    /** It is restarted after a failure only. */
    ON_FAILURE,
    /** It is never restarted. */
    NEVER,
    /** It is always restarted but after an exit with 77. */
    NOT_AFTER_77,
    /** The run began 20 s ago, which is a long life; else 5 s ago, which is not. */
    LONG,
    /** The delay that comes next is the first of its row. */
    FIRST_DELAY,
    /** A row of delays begins with 0, and begins now. */
    FIRST_AT_ONCE,
    /** Something must come before its start. */
    GATE_WAIT,
    /** A program that it needs is down. */
    GATE_DOWN,
    /** Something says whether it is ready, and has said so where it could. */
    READINESS,
    /** Something says whether it is ready, and never has said so. */
    NEVER_READY,
    /** It has a hook before the start. */
    PRE_START,
    /** It has a hook after the start. */
    POST_START,
    /** It has a hook before the stop. */
    PRE_STOP,
    /** It has a stop command. */
    STOP_COMMAND,
    /** It has a hook after the end. */
    POST_STOP,
    /** An Asking waits for the stop command; else for the hook before it. */
    AT_COMMAND,
    /** Only the leader gets the stop signal. */
    TO_LEADER,
    /** KILL is sent once only. */
    KILL_ONCE,
    /** The leader ended 2 s after the start. */
    LEADER_GONE,
    /** The run has lengthened its times by all that it may. */
    EXTENDED,
    /** Its runs may last 9 s. */
    BOUNDED,
    /** It is given up at more than 3 restarts within 60 s, of which there was none. */
    GIVE_UP,
    /** It is given up at more than 3 restarts within 60 s, of which there were 3. */
    EXHAUSTED,
    /** It runs at times. */
    JOB,
    /** A Concluding follows an end that nobody has asked for. */
    BY_ITSELF,
    /** A Concluding or a judgement is about an exit with 1; else with 0. */
    ENDED_1,
    /** A Concluding or a judgement is about an exit with 77. */
    ENDED_77,
    /** A Concluding or a judgement is about an end by TERM. */
    ENDED_TERM,
    /** A judgement is about a spawn that has failed. */
    NOT_SPAWNED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Given> of(String word) {
        return Stream.of(values()).filter(given -> given.word().equals(word)).findFirst();
    }
}
