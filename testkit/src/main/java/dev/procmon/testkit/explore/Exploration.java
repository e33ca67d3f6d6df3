// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes all sequences of moves up to a length, shortest first, and checks the invariants after each move. A sequence that
 * leads to a world that was seen before is not gone on with: what follows was looked at from there. Where the sequences
 * run out before the length is reached, the search was complete: no sequence of any length breaks an invariant.
 *
 * <p>A monitor cannot be copied, so each sequence is made anew from its beginning: {@link Result#steps} counts that.
 */
public final class Exploration {

    /** Which monitor is explored. */
    public enum Subject {
        /** {@link dev.procmon.core.monitor.ProcessMonitor}. */
        PROCESS_MONITOR,
        /** {@link dev.procmon.core.monitor.Supervisor}, with programs that are always restarted. */
        SUPERVISOR,
        /** The same, with programs that are restarted after a failure only. */
        SUPERVISOR_ON_FAILURE,
        /** The same, where each program needs the one before to be ready. */
        DEPENDENTS,
        /** The same, where each goes down with the one before as well. */
        BOUND_DEPENDENTS,
        /** The same, with programs that are a group, restarted together. */
        ONE_FOR_ALL,
        /** The same, restarted with those before them. */
        REST_FOR_ONE,
        /** The same, with hooks. */
        HOOKS,
        /** The same, with programs whose trees outlive their leaders. */
        TREES,
        /** The same, with programs that are replaced. */
        REPLACEMENT,
        /** The same, with programs that are replaced and updated. */
        UPDATES,
        /** The same as with programs that go down with those that they need, each of which needs nobody any longer when it is updated. */
        UPDATED_DEPENDENTS
    }

    /**
     * What was found.
     *
     * @param states how many different worlds
     * @param transitions how many moves were made from them
     * @param steps how many moves were made in all, those that led to a world again included
     * @param depth the length of the longest sequence that led to a new world
     * @param complete whether no longer sequence leads to a new one
     * @param counterexample the shortest sequence that breaks an invariant, and which
     */
    public record Result(
            long states, long transitions, long steps, int depth, boolean complete, Optional<String> counterexample) {}

    private final List<Program> programs;
    private final List<Move> moves = new ArrayList<>();
    private final Subject subject;
    private final Setup setup;
    private final int lengthMax;
    private final Set<Fingerprint> seen = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();
    private long transitions;
    private long steps;

    /** A world, by the move that led to it from an earlier one. */
    private record Node(int parent, byte move, byte depth) {}

    private Exploration(Subject subject, int children, int lengthMax) {
        this.programs = IntStream.range(0, children)
                .mapToObj(child -> Program.of("child" + child, "program" + child))
                .toList();
        this.lengthMax = lengthMax;
        this.subject = subject;
        this.setup = setup(subject);
        for (Move.Kind kind : setup.moves()) {
            for (int child = 0; child < (kind.isPerChild() ? children : 1); child++) {
                moves.add(new Move(kind, child));
            }
        }
    }

    /**
     * Explore.
     *
     * @param children how many children may be there at once
     * @param lengthMax the length of the longest sequences, 127 at most
     */
    public static Result explore(Subject subject, int children, int lengthMax) {
        return new Exploration(subject, children, lengthMax).run();
    }

    private static Setup setup(Subject subject) {
        return switch (subject) {
            case PROCESS_MONITOR -> Setup.alone(RestartPolicy.Mode.ALWAYS, Policy.Requests.CHARGED);
            case SUPERVISOR -> Setup.alone(RestartPolicy.Mode.ALWAYS, Policy.Requests.FREE);
            case SUPERVISOR_ON_FAILURE -> Setup.alone(RestartPolicy.Mode.ON_FAILURE, Policy.Requests.FREE);
            case DEPENDENTS -> Setup.chain(Setup.Related.NEEDS);
            case BOUND_DEPENDENTS -> Setup.chain(Setup.Related.BOUND);
            case ONE_FOR_ALL -> Setup.group(Setup.Related.ONE_FOR_ALL);
            case REST_FOR_ONE -> Setup.group(Setup.Related.REST_FOR_ONE);
            case HOOKS -> Setup.hooked();
            case TREES -> Setup.trees();
            case REPLACEMENT -> Setup.replaced();
            case UPDATES -> Setup.replaced().updated();
            case UPDATED_DEPENDENTS -> Setup.chain(Setup.Related.BOUND).updated();
        };
    }

    private World world() {
        return new World(
                programs,
                setup,
                world -> subject == Subject.PROCESS_MONITOR
                        ? new SeedFace(world, setup.policy(), world)
                        : new ModernFace(world, programs, setup));
    }

    private Result run() {
        nodes.add(new Node(-1, (byte) 0, (byte) 0));
        seen.add(Fingerprint.of(world().fingerprint()));
        int depth = 0;
        boolean complete = true;
        for (int at = 0; at < nodes.size(); at++) {
            Node node = nodes.get(at);
            depth = node.depth;
            if (node.depth == lengthMax) {
                complete = false;
                break;
            }
            for (int move = 0; move < moves.size(); move++) {
                Optional<String> broken = make(at, node, move);
                if (broken.isPresent()) {
                    return new Result(seen.size(), transitions, steps, depth, false, broken);
                }
            }
        }
        return new Result(seen.size(), transitions, steps, depth, complete, Optional.empty());
    }

    private Optional<String> make(int at, Node node, int move) {
        World world = replay(at);
        try {
            if (!world.make(moves.get(move))) {
                return Optional.empty();
            }
        } catch (IllegalStateException refused) {
            // What no process does, and what a process refuses.
            return Optional.of(path(at) + " and " + moves.get(move) + " breaks: " + refused.getMessage());
        }
        transitions++;
        steps++;
        List<String> problems = world.problems();
        if (!problems.isEmpty()) {
            List<Move> path = path(at);
            path.add(moves.get(move));
            return Optional.of(path + " breaks: " + problems);
        }
        if (!seen.add(Fingerprint.of(world.fingerprint()))) {
            return Optional.empty();
        }
        nodes.add(new Node(at, (byte) move, (byte) (node.depth + 1)));
        // Nobody needs this world any longer: see whether it comes to rest, in one way or the other.
        Settling.Way way = seen.size() % 2 == 0 ? Settling.Way.STOP : Settling.Way.START_AND_STOP;
        return Settling.problem(world, way).map(problem -> path(nodes.size() - 1) + " does not settle: " + problem);
    }

    private World replay(int at) {
        World world = world();
        for (Move move : path(at)) {
            if (!world.make(move)) {
                throw new IllegalStateException("a world is not what it was: " + path(at));
            }
            steps++;
        }
        return world;
    }

    private List<Move> path(int at) {
        List<Move> path = new ArrayList<>();
        for (Node node = nodes.get(at); node.parent >= 0; node = nodes.get(node.parent)) {
            path.add(moves.get(node.move));
        }
        Collections.reverse(path);
        return path;
    }
}
