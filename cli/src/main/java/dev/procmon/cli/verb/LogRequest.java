// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.control.client.LogQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What {@code logs} is asked to show, by its options.
 *
 * @param query which lines
 * @param showsPast whether those that are there are shown; else only those that come
 * @param follows whether those that come are shown
 */
record LogRequest(LogQuery query, boolean showsPast, boolean follows) {

    static final Option LINES = Option.of(
                    "lines",
                    "N",
                    Option.Kind.TEXT,
                    "The last N alone, or all; 100 where neither this nor --since is given.")
            .orLetter('n');
    static final Option UNTIL =
            Option.of("until", "TIME", Option.Kind.TEXT, "Up to then: so long ago, or a time, as for --since.");
    static final Option RUN =
            Option.of("run", "N", Option.Kind.TEXT, "Of the run of this number alone (see procmon runs).");
    static final Option STREAM =
            Option.of("stream", "STREAM", Option.Kind.TEXT, "Of this one alone: stdout or stderr.");
    static final Option GREP =
            Option.of("grep", "REGEX", Option.Kind.TEXT, "Lines alone in which this regular expression is found.");
    static final Option TIMESTAMPS =
            Option.flag("timestamps", "The time before each line.").orLetter('t');
    static final Option NO_PREFIX = Option.flag("no-prefix", "The lines alone, without the names of programs.");
    static final Option RAW = Option.flag(
            "raw", "The bytes as they were written, for pipes and files: nothing is added, and nothing made harmless.");

    /** All of them, as the help text has them. */
    static final List<Option> OPTIONS =
            List.of(Following.FOLLOW, LINES, Following.SINCE, UNTIL, RUN, STREAM, GREP, TIMESTAMPS, NO_PREFIX, RAW);

    private static final List<String> STREAMS = List.of("stdout", "stderr");
    private static final String ALL = "all";

    /**
     * Read it.
     *
     * @throws UsageException where the arguments do not make sense together
     */
    static LogRequest of(Arguments arguments, InstantSource time) {
        refusePairs(arguments);
        Optional<Instant> since = Values.moment(Following.SINCE, arguments, time);
        Optional<Instant> until = Values.moment(UNTIL, arguments, time);
        if (since.isPresent() && until.isPresent() && until.get().isBefore(since.get())) {
            throw new UsageException(UNTIL + " is before " + Following.SINCE + ": there is nothing in between");
        }
        boolean all = arguments.value(LINES.name()).orElse("").equals(ALL);
        OptionalInt given = all ? OptionalInt.empty() : Values.count(LINES, 0, arguments);
        OptionalInt wanted = all ? given : Following.wanted(given, since.isPresent());
        OptionalInt run = Values.count(RUN, 1, arguments);
        LogQuery query = new LogQuery(
                arguments.operands(),
                // Without a place to begin, a supervisor begins with the last 10,000.
                all && since.isEmpty() ? OptionalLong.of(0) : OptionalLong.empty(),
                since,
                until,
                // One is asked for even where none is shown: whoever follows goes on behind it.
                wanted.isPresent() ? OptionalInt.of(Math.max(1, wanted.getAsInt())) : wanted,
                run.isPresent() ? OptionalLong.of(run.getAsInt()) : OptionalLong.empty(),
                stream(arguments),
                regex(arguments));
        return new LogRequest(query, given.orElse(1) > 0, arguments.has(Following.FOLLOW.name()));
    }

    /** Return the same for what comes after a line. */
    LogQuery after(long id) {
        return query.from(OptionalLong.of(id)).all();
    }

    private static void refusePairs(Arguments arguments) {
        refuse(Following.FOLLOW, UNTIL, arguments);
        refuse(RAW, ClientCommand.JSON, arguments);
        refuse(RAW, TIMESTAMPS, arguments);
    }

    static void refuse(Option one, Option other, Arguments arguments) {
        if (arguments.has(one.name()) && arguments.has(other.name())) {
            throw new UsageException(one + " and " + other + " do not go together");
        }
    }

    private static Optional<String> stream(Arguments arguments) {
        Optional<String> stream = arguments.value(STREAM.name());
        if (stream.isPresent() && !STREAMS.contains(stream.get())) {
            throw new UsageException(STREAM + ": \"" + stream.get() + "\" is not what was expected: stdout or stderr");
        }
        return stream;
    }

    private static Optional<String> regex(Arguments arguments) {
        Optional<String> regex = arguments.value(GREP.name());
        if (regex.isPresent()) {
            try {
                var _ = Pattern.compile(regex.get());
            } catch (PatternSyntaxException e) {
                String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
                throw new UsageException(
                        GREP + ": \"" + regex.get() + "\" is no regular expression: " + e.getDescription() + where);
            }
        }
        return regex;
    }
}
