// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.EventText;
import dev.procmon.cli.text.ProgramLabels;
import dev.procmon.cli.text.WallTime;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.event.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** {@code procmon events}: what happened. */
final class EventsCommand extends ClientCommand {

    private static final Option ALL = Option.flag("all", "Those too that have nothing to say to a person.");

    /** More are not asked for at once. */
    private static final int AT_ONCE_MAX = 10_000;

    /** So many events there are to each that says something, and some more. */
    private static final int SILENT_FACTOR = 8;

    private static final String DETAILS = """
            Events are kept over restarts of procmon. With --json, each is an object on a line, as up --json prints them.

            Examples:
              procmon events
              procmon events web 'worker:*' --since 10m
              procmon events --follow
              procmon events --json | jq -r 'select(.event == "exited") | [.time, .program, .code] | @tsv'

            Exit codes:
              0  shown
            """ + EXIT_CODES;

    EventsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "events",
                "Show what happened to programs and to the supervisor.",
                withCommon(Following.FOLLOW, Following.LINES, Following.SINCE, ALL),
                Operands.programs("PATTERN", 0),
                ActionCommand.PATTERNS + DETAILS);
    }

    @Override
    void check(Arguments arguments) {
        var _ = query(arguments);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        EventQuery query = query(arguments);
        List<Event> events = client.events(query).events();
        List<Event> shown = shown(events, arguments);
        Consumer<Event> printer = printer(shown, arguments, context);
        shown.forEach(printer);
        if (arguments.has(Following.FOLLOW.name())) {
            long last = events.isEmpty() ? 0 : events.getLast().id();
            EventQuery rest =
                    new EventQuery(query.programs(), OptionalLong.of(last), query.since(), OptionalInt.empty());
            try (ClientStream<Event> stream = client.followEvents(rest)) {
                Following.each(stream, context, event -> {
                    if (isShown(event, arguments)) {
                        printer.accept(event);
                    }
                });
            }
        }
        return ExitCode.OK;
    }

    private EventQuery query(Arguments arguments) {
        Optional<Instant> since = Values.moment(Following.SINCE, arguments, surroundings.time());
        OptionalInt wanted = wanted(arguments);
        int last = wanted.isEmpty() ? AT_ONCE_MAX : Math.max(1, wanted.getAsInt());
        long some = arguments.has(ALL.name()) ? last : (long) last * SILENT_FACTOR;
        return new EventQuery(
                arguments.operands(), OptionalLong.empty(), since, OptionalInt.of((int) Math.min(AT_ONCE_MAX, some)));
    }

    private static OptionalInt wanted(Arguments arguments) {
        OptionalInt given = Values.count(Following.LINES, 0, arguments);
        return Following.wanted(given, arguments.has(Following.SINCE.name()));
    }

    private static List<Event> shown(List<Event> events, Arguments arguments) {
        List<Event> shown = new ArrayList<>();
        for (Event event : events) {
            if (isShown(event, arguments)) {
                shown.add(event);
            }
        }
        int most = wanted(arguments).orElse(AT_ONCE_MAX);
        return shown.subList(Math.max(0, shown.size() - most), shown.size());
    }

    private static boolean isShown(Event event, Arguments arguments) {
        return arguments.has(ALL.name()) || !event.message().isEmpty();
    }

    private Consumer<Event> printer(List<Event> known, Arguments arguments, Context context) {
        if (arguments.has(JSON.name())) {
            return event -> print(event, context);
        }
        boolean colours = colours(arguments);
        Set<String> names = new LinkedHashSet<>();
        known.forEach(event -> event.program().ifPresent(names::add));
        ProgramLabels labels = new ProgramLabels(List.copyOf(names), colours);
        WallTime times = new WallTime(surroundings.time().instant(), ZoneId.systemDefault());
        return event ->
                context.out().println(times.precisely(event.time()) + "  " + EventText.line(event, labels, colours));
    }
}
