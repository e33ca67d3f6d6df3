// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.status.OutputStatus;
import dev.procmon.daemon.logs.LogState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how it stands with the output of a program. */
final class OutputWords {

    private OutputWords() {}

    /** Something about output, with the time of day since when it is so. */
    record Said(String text, Optional<Instant> since) {}

    static OutputStatus status(LogState state) {
        return new OutputStatus(
                state.bytes(),
                state.heldBytes(),
                state.lostBytes(),
                state.lostLines(),
                state.waitingSince(),
                state.trouble());
    }

    /** Return what is to be said beside the state of a program, in few words; empty where all is well. */
    static String detail(Optional<LogState> state) {
        return state.isPresent() && state.get().waitingSince().isPresent() ? "its output waits" : "";
    }

    /** Return what is wrong and what comes of it, a sentence each. */
    static List<Said> of(LogState state, Scene scene) {
        List<Said> said = new ArrayList<>();
        String cause = state.trouble().orElse("its log cannot be written");
        if (state.waitingSince().isPresent()) {
            Instant since = state.waitingSince().get();
            Duration waited = Duration.between(since, scene.wall());
            said.add(new Said(
                    "waits with its output since " + DurationWords.of(waited) + ": " + cause
                            + "; nothing more of it is read until that can be written, which is tried every second",
                    Optional.of(since)));
        } else if (state.trouble().isPresent()) {
            String held = state.heldBytes() == 0 ? "" : "; " + count(state.heldBytes(), "byte") + " are in memory";
            said.add(new Said(
                    "has output that cannot be written: " + cause + held + ", and it is tried again every second",
                    Optional.empty()));
        }
        if (state.lostBytes() > 0) {
            said.add(new Said(
                    "has lost " + count(state.lostLines(), "line") + " (" + count(state.lostBytes(), "byte")
                            + ") of its output since the supervisor began",
                    Optional.empty()));
        }
        return said;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
