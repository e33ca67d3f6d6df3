// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Context;
import dev.procmon.control.client.ClientStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What commands have in common that show what was, and then what comes. */
final class Following {

    static final Option FOLLOW =
            Option.flag("follow", "Go on with what comes, until Ctrl-C.").orLetter('F');
    static final Option LINES = Option.of(
                    "lines", "N", Option.Kind.TEXT, "The last N alone; 100 where neither this nor --since is given.")
            .orLetter('n');
    static final Option SINCE = Option.of(
            "since",
            "TIME",
            Option.Kind.TEXT,
            "From then on: so long ago, such as 10m, or 12:00, or 2026-01-31T12:00:00.");

    /** So many are shown where nobody says how many. */
    static final int LINES_DEFAULT = 100;

    private static final Duration LONG = Duration.ofSeconds(30);

    private Following() {}

    /** Return how many are wanted; all since a moment where only that was given. */
    static OptionalInt wanted(OptionalInt given, boolean since) {
        return given.isPresent() || since ? given : OptionalInt.of(LINES_DEFAULT);
    }

    /** Deal with what comes for as long as somebody reads what is printed. */
    static <T> void each(ClientStream<T> stream, Context context, Consumer<T> then) {
        // That flushes as well, and tells whether the reader has gone: head(1) has enough, and that is no error.
        while (!context.out().checkError()) {
            Optional<T> next = stream.next(LONG);
            next.ifPresent(then);
        }
    }
}
