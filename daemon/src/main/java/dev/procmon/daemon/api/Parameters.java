// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What stands behind the question mark, read as what it asks for. What is wrong is refused with what was expected. */
final class Parameters {

    /** No page has more; so many where nothing is said. */
    static final int LAST_MAX = 10_000;

    private final List<Target.Parameter> given;

    private Parameters(List<Target.Parameter> given) {
        this.given = given;
    }

    /** Read patterns of programs. */
    static List<String> programs(Target target) {
        return of(target, List.of("program")).programs();
    }

    /** Refuse all. */
    static void none(Target target) {
        of(target, List.of());
    }

    /** Read a query of events. */
    static EventQuery events(Target target) {
        Parameters given = of(target, List.of("program", "after", "since", "last"));
        return new EventQuery(given.programs(), given.number("after"), given.time("since"), given.last());
    }

    /** Read a query of lines. */
    static LogQuery logs(Target target) {
        Parameters given = of(target, List.of("program", "after", "since", "until", "last", "run", "stream", "grep"));
        Optional<String> stream = given.single("stream");
        if (stream.isPresent() && !Set.of("stdout", "stderr").contains(stream.get())) {
            throw refused("stream", stream.get(), "stdout or stderr");
        }
        OptionalLong after = given.number("after");
        Optional<Instant> since = given.time("since");
        // Who says where to begin is told all from there on, page by page.
        boolean hasBeginning = after.isPresent() || since.isPresent();
        OptionalInt last = hasBeginning && given.number("last").isEmpty() ? OptionalInt.empty() : given.last();
        return new LogQuery(
                given.programs(),
                after,
                since,
                given.time("until"),
                last,
                given.number("run"),
                stream,
                given.single("grep"));
    }

    /** Read the number of an event or a line. */
    static long id(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && text.charAt(0) != '+') {
                return number;
            }
        } catch (NumberFormatException e) {
            // It is refused below, as a number that is too small is.
        }
        throw refused(name, text, "a whole number, 0 or more");
    }

    private static Parameters of(Target target, List<String> known) {
        for (Target.Parameter each : target.parameters()) {
            if (!known.contains(each.name())) {
                String expected = known.isEmpty() ? "none" : String.join(", ", known);
                throw new RefusalException(
                        Refusals.malformed("unknown parameter \"" + excerpt(each.name()) + "\"; expected " + expected));
            }
        }
        return new Parameters(target.parameters());
    }

    private List<String> programs() {
        List<String> programs = new ArrayList<>();
        for (Target.Parameter each : given) {
            if (each.name().equals("program")) {
                if (each.value().isEmpty()) {
                    throw refused("program", "", "a name or a pattern");
                }
                programs.add(each.value());
            }
        }
        return programs;
    }

    private OptionalLong number(String name) {
        Optional<String> text = single(name);
        return text.isPresent() ? OptionalLong.of(id(name, text.get())) : OptionalLong.empty();
    }

    private OptionalInt last() {
        OptionalLong last = number("last");
        if (last.isEmpty()) {
            return OptionalInt.of(LAST_MAX);
        }
        if (last.getAsLong() < 1 || last.getAsLong() > LAST_MAX) {
            throw refused("last", Long.toString(last.getAsLong()), "1 to " + LAST_MAX);
        }
        return OptionalInt.of((int) last.getAsLong());
    }

    private Optional<Instant> time(String name) {
        Optional<String> text = single(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
        } catch (DateTimeException e) {
            throw refused(name, text.get(), "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private Optional<String> single(String name) {
        Optional<String> found = Optional.empty();
        for (Target.Parameter each : given) {
            if (each.name().equals(name)) {
                if (found.isPresent()) {
                    throw new RefusalException(Refusals.malformed("parameter \"" + name + "\" is given twice"));
                }
                found = Optional.of(each.value());
            }
        }
        return found;
    }

    private static RefusalException refused(String name, String value, String expected) {
        return new RefusalException(
                Refusals.malformed("parameter \"" + name + "\": got \"" + excerpt(value) + "\", expected " + expected));
    }

    private static String excerpt(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
