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
        Tally plain = new Tally("plain");
        Tally related = new Tally("related");
        for (long seed = first; seed < first + count; seed++) {
            long begin = System.nanoTime();
            Simulation.Outcome outcome = Simulation.run(seed);
            (outcome.related() ? related : plain).add(outcome, System.nanoTime() - begin);
            if (outcome.problem().isPresent()) {
                System.out.println(outcome + "; replay it with: tools/simulate --seed " + seed);
            }
        }
        System.out.println(plain);
        System.out.println(related);
        return plain.wrong + related.wrong == 0 ? 0 : 1;
    }

    /** What has come of the worlds of one kind. */
    private static final class Tally {

        private final String kind;
        private long worlds;
        private long wrong;
        private long events;
        private long nanos;

        Tally(String kind) {
            this.kind = kind;
        }

        void add(Simulation.Outcome outcome, long time) {
            worlds++;
            wrong += outcome.problem().isPresent() ? 1 : 0;
            events += outcome.events();
            nanos += time;
        }

        @Override
        public String toString() {
            double seconds = nanos / 1e9;
            return String.format(
                    Locale.ROOT,
                    "%,d %s worlds, %,d wrong, %,d events in %.1f s: %,.0f events/s",
                    worlds,
                    kind,
                    wrong,
                    events,
                    seconds,
                    events / Math.max(seconds, 1e-9));
        }
    }
}
