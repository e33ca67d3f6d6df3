// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.plan.Plan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import java.util.List;
import java.util.Optional;

/**
 * What a reload does to one child.
 *
 * @param child its name
 * @param kind what is done
 * @param why in words, where the keys do not say it
 * @param changes the keys that have changed
 * @param wanted what it is to be made of; empty where it is to go
 * @param signal what it is sent, where it is
 */
record Move(
        ProgramName child,
        Kind kind,
        String why,
        List<Plan.KeyChange> changes,
        Optional<Registered> wanted,
        Optional<Signal> signal) {

    Move {
        changes = List.copyOf(changes);
    }

    /** What is done. */
    enum Kind {
        /** It is stopped and forgotten. */
        STOP,
        /** It is changed where that needs no new run, or where it has none. */
        UPDATE,
        /** It is registered, and not started. */
        REGISTER,
        /** It is told that files of its own have changed. */
        SIGNAL,
        /** It is changed and restarted. */
        RESTART,
        /** It is changed before, where it has changed, and is restarted by its bond to one that a reload restarts. */
        FOLLOW,
        /** It is changed and replaced. */
        REPLACE,
        /** It is changed and started, for it does not run but is to. */
        START_AGAIN,
        /** It is registered and started. */
        START
    }

    String action() {
        return switch (kind) {
            case STOP -> "stop";
            case UPDATE, REGISTER -> "update";
            case SIGNAL -> "signal " + signal.map(Signal::name).orElse("");
            case RESTART, FOLLOW -> "restart";
            case REPLACE -> "replace";
            case START_AGAIN, START -> "start";
        };
    }

    Plan.Step step() {
        return new Plan.Step(child.value(), action(), why, changes, "planned", "");
    }
}
