// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.core.reactor.Reactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Notes in the event log what was asked for, and by whom. On the reactor thread. */
record EventMaking(Reactor reactor, History history) {

    private static final double NANOS_PER_MS = 1e6;
    private static final int NAMES_MAX = 20;

    /**
     * Somebody asks for something about programs.
     *
     * @param names whom it is about
     * @param patterns what was given for that
     */
    void requested(String caller, String what, List<String> names, List<String> patterns) {
        List<String> told = names.size() <= NAMES_MAX ? names : patterns;
        Optional<String> program = names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
        // The name stands beside the message where it is about one.
        String message = caller + " asks for: " + what + (program.isPresent() ? "" : " " + String.join(", ", told));
        tell("requested", program, Tone.QUIET, message, Map.of("caller", caller, "action", what, "programs", told));
    }

    void tell(String kind, Optional<String> program, Tone tone, String message, Map<String, Object> details) {
        var _ = history.append(new Event(
                0,
                reactor.wallTime(),
                reactor.now().nanos() / NANOS_PER_MS,
                kind,
                program,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                tone,
                message,
                details));
    }
}
