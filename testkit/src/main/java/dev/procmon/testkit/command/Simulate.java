// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.command;

import dev.procmon.testkit.simulation.Simulation;
import java.util.Locale;

/** The command {@code tools/simulate}. */
final class Simulate {

    private static final String USAGE = """
            usage: tools/simulate --seed SEED           one world, every event as a line
                   tools/simulate --seeds FIRST COUNT   so many worlds, only what is wrong, and how fast it went""";

    private Simulate() {}

    public static void main(String[] args) {
        try {
            System.exit(run(args));
        } catch (NumberFormatException e) {
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    private static int run(String[] args) {
        if (args.length == 2 && args[0].equals("--seed")) {
            Simulation.Outcome outcome = Simulation.run(Long.parseLong(args[1]), System.out::println);
            System.out.println(outcome);
            return outcome.problem().isPresent() ? 1 : 0;
        }
        if (args.length == 3 && args[0].equals("--seeds")) {
            return many(Long.parseLong(args[1]), Long.parseLong(args[2]));
        }
        System.err.println(USAGE);
        return 2;
    }

    private static int many(long first, long count) {
        long events = 0;
        long wrong = 0;
        long begin = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            Simulation.Outcome outcome = Simulation.run(seed);
            events += outcome.events();
            if (outcome.problem().isPresent()) {
                wrong++;
                System.out.println(outcome + "; replay it with: tools/simulate --seed " + seed);
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "%,d worlds, %,d wrong, %,d events in %.1f s: %,.0f events/s",
                count,
                wrong,
                events,
                seconds,
                events / seconds));
        return wrong == 0 ? 0 : 1;
    }
}
