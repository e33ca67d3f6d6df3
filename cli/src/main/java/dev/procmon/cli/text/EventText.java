// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;

/** Events as lines: {@code web * started, pid 4711}. The words are those of the supervisor. */
public final class EventText {

    private EventText() {}

    /** Return the line of an event, without its time. */
    public static String line(Event event, ProgramLabels labels, boolean colours) {
        String label =
                event.program().isPresent() ? labels.message(event.program().get()) : labels.ofSupervisor();
        return label + Style.of(look(event, colours), SafeText.of(words(event)));
    }

    private static String look(Event event, boolean colours) {
        boolean plain =
                !colours || (event.tone() == Tone.QUIET && event.message().isEmpty());
        return plain ? "" : Style.of(event.tone());
    }

    /** What has no message for a person is said by its kind and its states. */
    private static String words(Event event) {
        if (!event.message().isEmpty()) {
            return event.message();
        }
        String kind = "(" + event.kind() + ")";
        return event.change().isEmpty()
                ? kind
                : kind + " " + event.change().get().from() + " -> "
                        + event.change().get().to() + ", "
                        + event.change().get().reason();
    }
}
