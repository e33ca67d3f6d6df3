// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** One life of a supervisor, from exec to stop, with what is measured in it; repeated in rounds, with all supervisors in each. */
record Scenario(String name, int programs, int rounds, Script script) {
    private static final int SETTLE_SECONDS = 1;
    private static final int COLD_KILLS = 50;

    interface Script {
        void play(Session session, Sink sink) throws IOException;
    }

    /** Takes the samples of the supervisor that is being measured. */
    interface Sink {
        void add(Measure measure, long... values);
    }

    /** One start of every supervisor that is not counted: files come into the page cache, caches are made. */
    static Scenario warmUp() {
        return new Scenario("warm-up", 1, 1, (session, sink) -> {
            session.start();
            session.idle(SETTLE_SECONDS);
            session.stop();
        });
    }

    static List<Scenario> all(Options options) {
        var many = options.get(Count.MANY);
        return List.of(
                first(options.get(Count.FIRST)),
                few(options),
                programs(options),
                new Scenario(
                        many + " programs", many, many == 0 ? 0 : 1, (session, sink) -> many(options, session, sink)));
    }

    private static Scenario first(int rounds) {
        return new Scenario("first program", 1, rounds, (session, sink) -> {
            sink.add(Measure.FIRST, session.start().first());
            session.stop();
        });
    }

    private static Scenario few(Options options) {
        return new Scenario(
                options.get(Count.FEW) + " programs",
                options.get(Count.FEW),
                options.get(Count.ROUNDS),
                (session, sink) -> {
                    session.start();
                    session.idle(SETTLE_SECONDS);
                    var times = session.restart(options.get(Count.KILLS));
                    sink.add(Measure.RESTART_FEW, times);
                    sink.add(Measure.RESTART_COLD, Arrays.copyOf(times, Math.min(COLD_KILLS, times.length)));
                    session.stop();
                });
    }

    private static void many(Options options, Session session, Sink sink) {
        sink.add(Measure.START_MANY, session.start().all());
        session.idle(SETTLE_SECONDS);
        sink.add(Measure.RESTART_MANY, session.restart(options.get(Count.KILLS)));
        session.stop();
    }

    private static Scenario programs(Options options) {
        var count = options.get(Count.PROGRAMS);
        return new Scenario(count + " programs", count, options.get(Count.ROUNDS), (session, sink) -> {
            sink.add(Measure.START, session.start().all());
            session.idle(SETTLE_SECONDS);
            var before = session.footprint();
            session.idle(options.get(Count.IDLE));
            idled(before, session.footprint(), sink);
            sink.add(Measure.STORM, session.storm());
            session.idle(SETTLE_SECONDS);
            var stopped = session.stop();
            sink.add(Measure.STOP, stopped.all());
            sink.add(Measure.LEFT, stopped.left());
        });
    }

    private static void idled(Footprint before, Footprint after, Sink sink) {
        sink.add(Measure.PROPORTIONAL, before.memory().proportional());
        sink.add(Measure.RESIDENT, before.memory().resident());
        sink.add(Measure.THREADS, before.threads().size());
        sink.add(Measure.PROCESSES, before.processes());
        sink.add(Measure.IDLE_CPU, after.since(before).cpu());
        sink.add(Measure.IDLE_SWITCHES, after.since(before).switches());
    }
}
