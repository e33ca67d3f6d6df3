// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.command;

import dev.procmon.testkit.explore.Exploration;
import dev.procmon.testkit.explore.Exploration.Result;
import dev.procmon.testkit.explore.Exploration.Subject;
import java.util.Locale;

/** The command {@code tools/explore}. */
final class Explore {

    private Explore() {}

    public static void main(String[] args) {
        if (args.length != 2 || !args[0].matches("[1-9]") || !args[1].matches("[1-9][0-9]?")) {
            System.err.println(
                    "usage: tools/explore CHILDREN LENGTH    (1 to 9 children, sequences of up to 1 to 99 moves)");
            System.exit(2);
        }
        boolean broken = false;
        for (Subject subject : Subject.values()) {
            long begin = System.nanoTime();
            Result result = Exploration.explore(subject, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s: %,d states, %,d transitions, %,d steps, depth %d, %s, %.1f s",
                    subject,
                    result.states(),
                    result.transitions(),
                    result.steps(),
                    result.depth(),
                    result.complete() ? "complete" : "more to be seen",
                    seconds));
            result.counterexample().ifPresent(System.out::println);
            broken |= result.counterexample().isPresent();
        }
        System.exit(broken ? 1 : 0);
    }
}
