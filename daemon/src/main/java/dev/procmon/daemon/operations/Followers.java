// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Need;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds those that a reload restarts because it restarts others: they are bound to them. One that is to be restarted for itself is
 * changed beforehand instead, so that it is restarted once. Pure.
 */
final class Followers {

    private final Map<ProgramName, Subject> holders;
    private final Dependencies after;
    private final Map<ProgramName, Move> runs = new HashMap<>();
    private final Set<ProgramName> down = new HashSet<>();
    private final Set<ProgramName> anew = new HashSet<>();

    private Followers(Map<ProgramName, Subject> holders, Dependencies after) {
        this.holders = holders;
        this.after = after;
    }

    /**
     * Return the moves with those that follow from them.
     *
     * @param all what all children are to be
     * @param after how they depend on each other then
     */
    static List<Move> with(
            List<Move> moves, Map<ProgramName, Registered> all, Map<ProgramName, Subject> holders, Dependencies after) {
        Followers made = new Followers(holders, after);
        for (Move each : moves) {
            switch (each.kind()) {
                case RESTART, REPLACE, START_AGAIN -> made.runs.put(each.child(), each);
                case STOP, UPDATE, REGISTER, SIGNAL, FOLLOW, START -> {}
            }
        }
        List<Move> complete = new ArrayList<>(moves);
        for (ProgramName name : made.runs.isEmpty() ? List.<ProgramName>of() : after.inOrder()) {
            Registered child = all.get(name);
            if (child != null) {
                made.child(child, complete);
            }
        }
        return complete;
    }

    private void child(Registered child, List<Move> complete) {
        Optional<Move> own = Optional.ofNullable(runs.get(child.name()));
        Optional<String> why = why(child);
        if (why.isPresent()) {
            own.ifPresent(complete::remove);
            complete.add(follow(child, own, why.get()));
            down.add(child.name());
            anew.add(child.name());
        } else {
            own.ifPresent(this::begins);
        }
    }

    /** One that is replaced is never down, and one that is started does not go down. */
    private void begins(Move move) {
        anew.add(move.child());
        if (move.kind() == Move.Kind.RESTART) {
            down.add(move.child());
        }
    }

    private Optional<String> why(Registered child) {
        Subject subject = holders.get(child.name());
        boolean goesOn = subject != null
                && subject.isWantedUp()
                && subject.state().liveRun().isPresent()
                && subject.phase() != ChildState.Phase.STOPPING
                && subject.view().policy().job().isEmpty();
        return goesOn ? bond(child) : Optional.empty();
    }

    private Optional<String> bond(Registered child) {
        for (Need need : child.relations().needs()) {
            for (ProgramName other : after.named(need.on())) {
                if (need.bond() == Bond.GOES_DOWN_WITH && down.contains(other)) {
                    return Optional.of("is bound to " + other);
                }
                if (need.bond() == Bond.RESTARTS_WITH && anew.contains(other)) {
                    return Optional.of("restarts with " + other);
                }
            }
        }
        return Optional.empty();
    }

    private static Move follow(Registered child, Optional<Move> own, String why) {
        String also =
                own.isEmpty() || own.get().why().isEmpty() ? why : own.get().why() + "; " + why;
        return new Move(
                child.name(),
                Move.Kind.FOLLOW,
                also,
                own.map(Move::changes).orElse(List.of()),
                Optional.of(child),
                Optional.empty());
    }
}
