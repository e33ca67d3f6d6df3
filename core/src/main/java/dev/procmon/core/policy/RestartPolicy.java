// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.util.Set;

/**
 * After which endings a program is started again.
 *
 * @param mode the rule
 * @param successCodes exit codes that count as success; everything else is a failure, also a failed spawn
 * @param successSignals signals whose end of the program counts as success
 * @param noRestartCodes exit codes after which the program stays ended whatever the mode says
 */
public record RestartPolicy(
        Mode mode, Set<Integer> successCodes, Set<Signal> successSignals, Set<Integer> noRestartCodes) {

    /** The rule. */
    public enum Mode {
        /** After every ending. */
        ALWAYS,
        /** After a failure only. */
        ON_FAILURE,
        /** Never. */
        NEVER
    }

    /** After every ending; 0 counts as success. */
    public static final RestartPolicy ALWAYS = of(Mode.ALWAYS);

    public RestartPolicy {
        successCodes = Set.copyOf(successCodes);
        successSignals = Set.copyOf(successSignals);
        noRestartCodes = Set.copyOf(noRestartCodes);
    }

    /** Make a policy by which every end by a signal is a failure. */
    public RestartPolicy(Mode mode, Set<Integer> successCodes, Set<Integer> noRestartCodes) {
        this(mode, successCodes, Set.of(), noRestartCodes);
    }

    /** Return a policy by which 0 counts as success and no code is special. */
    public static RestartPolicy of(Mode mode) {
        return new RestartPolicy(mode, Set.of(0), Set.of());
    }

    /** Tell whether an ending counts as success. */
    public boolean isSuccess(Ending ending) {
        return switch (ending) {
            case ExitStatus.Exited(int code) -> successCodes.contains(code);
            case ExitStatus.Signaled(var signal, var _) -> successSignals.contains(signal);
            case SpawnFailure _ -> false;
        };
    }

    /** Tell whether the program is to be started again after an ending that nobody asked for. */
    public boolean restartsAfter(Ending ending) {
        if (ending instanceof ExitStatus.Exited(int code) && noRestartCodes.contains(code)) {
            return false;
        }
        return switch (mode) {
            case ALWAYS -> true;
            case ON_FAILURE ->
                switch (ending) {
                    case ExitStatus status -> !isSuccess(status);
                    case SpawnFailure _ -> true;
                };
            case NEVER -> false;
        };
    }
}
