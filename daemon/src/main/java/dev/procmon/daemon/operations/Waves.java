// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** In which order a reload makes its moves: those of one wave together, each wave when the one before is done. */
final class Waves {

    private final List<List<Move>> waves = new ArrayList<>();

    private Waves() {}

    /**
     * Return the waves.
     *
     * @param before how children depend on each other that go
     * @param after how children depend on each other afterwards
     */
    static List<List<Move>> of(List<Move> moves, Dependencies before, Dependencies after) {
        Waves made = new Waves();
        made.stops(moves, before);
        made.together(moves, Set.of(Move.Kind.UPDATE, Move.Kind.REGISTER));
        made.together(moves, Set.of(Move.Kind.SIGNAL));
        made.runs(moves, after.inOrder());
        return made.waves;
    }

    /** Who depends on others goes before them; those that have nothing to do with each other go together. */
    private void stops(List<Move> moves, Dependencies before) {
        List<Move> left = of(moves, Set.of(Move.Kind.STOP));
        while (!left.isEmpty()) {
            Set<ProgramName> needed = new HashSet<>();
            left.forEach(each -> needed.addAll(before.before(each.child())));
            List<Move> wave = new ArrayList<>();
            for (Move each : left) {
                if (!needed.contains(each.child())) {
                    wave.add(each);
                }
            }
            // There are no circles among what runs; should there be one, it ends all the same.
            List<Move> next = wave.isEmpty() ? List.copyOf(left) : wave;
            waves.add(next.reversed());
            left.removeAll(next);
        }
    }

    private void together(List<Move> moves, Set<Move.Kind> kinds) {
        List<Move> wave = of(moves, kinds);
        if (!wave.isEmpty()) {
            waves.add(wave);
        }
    }

    /** One at a time, but starts that follow each other go together. */
    private void runs(List<Move> moves, List<ProgramName> order) {
        List<Move> starts = new ArrayList<>();
        for (ProgramName name : order) {
            for (Move each : moves) {
                if (each.child().equals(name)) {
                    run(each, starts);
                }
            }
        }
        flush(starts);
    }

    private void run(Move move, List<Move> starts) {
        switch (move.kind()) {
            case START -> starts.add(move);
            case RESTART, FOLLOW, REPLACE, START_AGAIN -> {
                flush(starts);
                waves.add(List.of(move));
            }
            case STOP, UPDATE, REGISTER, SIGNAL -> {}
        }
    }

    private void flush(List<Move> starts) {
        if (!starts.isEmpty()) {
            waves.add(List.copyOf(starts));
            starts.clear();
        }
    }

    private static List<Move> of(List<Move> moves, Set<Move.Kind> kinds) {
        List<Move> those = new ArrayList<>();
        for (Move each : moves) {
            if (kinds.contains(each.kind())) {
                those.add(each);
            }
        }
        return those;
    }
}
