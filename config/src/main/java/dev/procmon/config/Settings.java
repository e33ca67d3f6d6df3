// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the file says about the supervisor itself.
 *
 * @param startingMax how many programs may be starting at the same time; no limit where empty
 * @param name what this supervisor is called, if it has a name
 * @param exitWith the program with whose end everything is stopped, and whose exit code the supervisor ends with
 * @param forwardSignals signals that are passed on to every program; where empty, that depends on whether the supervisor is PID 1
 * @param eventsKeep how many bytes of the event log are kept on disk
 * @param api who may talk to the supervisor
 * @param forwards to whom output can be forwarded
 */
public record Settings(
        OptionalInt startingMax,
        Optional<String> name,
        Optional<ProgramName> exitWith,
        Optional<List<Signal>> forwardSignals,
        long eventsKeep,
        ApiSettings api,
        List<Forward> forwards) {

    static final long EVENTS_KEEP_STANDARD = 16_000_000;
    static final long EVENTS_KEEP_MIN = 64_000;

    /** What is in effect where the file says nothing. */
    public static final Settings STANDARD = new Settings(
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            EVENTS_KEEP_STANDARD,
            ApiSettings.STANDARD,
            List.of());

    public Settings {
        if (startingMax.orElse(1) < 1) {
            throw new IllegalArgumentException("a limit of less than 1 on simultaneous starts");
        }
        if (eventsKeep < EVENTS_KEEP_MIN) {
            throw new IllegalArgumentException("an event log of less than " + EVENTS_KEEP_MIN + " bytes");
        }
        forwards = List.copyOf(forwards);
        if (forwardSignals.isPresent()) {
            forwardSignals = Optional.of(List.copyOf(forwardSignals.get()));
        }
    }

    /** Return the same with these receivers. */
    Settings withForwards(List<Forward> others) {
        return new Settings(startingMax, name, exitWith, forwardSignals, eventsKeep, api, others);
    }
}
