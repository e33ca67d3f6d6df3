// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In which situations an event is tried: all combinations of what may make a difference to what follows from it. What cannot
 * is left out, or the number of cases would be beyond all measure; the random walks of {@link LifecycleInvariantsTest} leave
 * nothing out.
 */
final class Dimensions {

    private static final List<Set<Given>> WANTED = oneOf(Given.UP, Given.DOWN);
    private static final List<Set<Given>> SEQUEL = noneOr(Given.AGAIN, Given.ABANDONED);
    private static final List<Set<Given>> FORCE = noneOr(Given.BY_KILL);
    private static final List<Set<Given>> REQUESTS = noneOr(Given.CHARGED);
    private static final List<Set<Given>> GATE = noneOr(Given.GATE_WAIT, Given.GATE_DOWN);
    private static final List<Set<Given>> PRE_START = noneOr(Given.PRE_START);
    private static final List<Set<Given>> POST_START = noneOr(Given.POST_START);
    private static final List<Set<Given>> BOUNDED = noneOr(Given.BOUNDED);
    private static final List<Set<Given>> REACH = noneOr(Given.TO_LEADER);
    private static final List<Set<Given>> ONCE = noneOr(Given.KILL_ONCE);
    private static final List<Set<Given>> DELAY =
            List.of(Set.of(), Set.of(Given.FIRST_DELAY), Set.of(Given.FIRST_DELAY, Given.EXHAUSTED));
    private static final List<Set<Given>> ASK = List.of(
            Set.of(), Set.of(Given.PRE_STOP), Set.of(Given.STOP_COMMAND), Set.of(Given.PRE_STOP, Given.STOP_COMMAND));

    private Dimensions() {}

    /** Return all situations of a state in which an event is tried. */
    static Stream<Situation> situations(Class<? extends ChildState> state, Class<? extends ChildEvent> event) {
        ChildState plain = Situation.in(state).life().state();
        List<List<Set<Given>>> dimensions = new ArrayList<>(ofTheState(plain));
        dimensions.addAll(plain.liveRun().isPresent() ? ofAnEvent(plain, event) : ofAnEventWithoutARun(event));
        return all(Situation.in(state), dimensions);
    }

    /** Return all situations in which a run can be over that differ in how it is judged. */
    static Stream<Situation> judgements() {
        return all(
                        Situation.in(ChildState.Concluding.class),
                        List.of(
                                WANTED,
                                SEQUEL,
                                REQUESTS,
                                noneOr(Given.ON_FAILURE, Given.NEVER, Given.NOT_AFTER_77),
                                List.of(
                                        Set.of(),
                                        Set.of(Given.LONG),
                                        Set.of(Given.LONG, Given.READINESS),
                                        Set.of(Given.LONG, Given.NEVER_READY),
                                        Set.of(Given.LONG, Given.LEADER_GONE)),
                                noneOr(Given.GATE_DOWN),
                                noneOr(Given.GIVE_UP, Given.EXHAUSTED),
                                noneOr(Given.JOB),
                                noneOr(Given.UNWELL),
                                noneOr(Given.ENDED_1, Given.ENDED_77, Given.NOT_SPAWNED),
                                noneOr(Given.BY_ITSELF),
                                noneOr(Given.FIRST_AT_ONCE)))
                .filter(Dimensions::isOfInterest);
    }

    /** Return all situations in which a run is to begin that differ in how it does. */
    static Stream<Situation> beginnings() {
        return all(Situation.in(ChildState.Stopped.class).with(EnumSet.of(Given.CHARGED)), List.of(GATE, PRE_START));
    }

    /** Return all situations in which a run is to be ended that differ in how it is. */
    static Stream<Situation> stops() {
        return all(Situation.in(ChildState.Running.class), List.of(ASK, REACH));
    }

    /** What makes a difference only for one that is wanted up, and for one that is judged, is not tried elsewhere. */
    private static boolean isOfInterest(Situation situation) {
        boolean up = situation.wanted() == Wanted.UP;
        boolean judged = situation.sequel() == ChildState.Sequel.JUDGE;
        return (!situation.has(Given.BY_ITSELF) || !up)
                && (!situation.has(Given.FIRST_AT_ONCE) || (up && judged))
                && (!situation.has(Given.JOB) || (up && judged));
    }

    private static List<List<Set<Given>>> ofTheState(ChildState state) {
        List<List<Set<Given>>> dimensions = new ArrayList<>();
        if (state.liveRun().isPresent()) {
            dimensions.add(WANTED);
        }
        if (state.phase() == ChildState.Phase.STOPPING) {
            dimensions.add(SEQUEL);
        }
        if (state instanceof ChildState.Aborting) {
            dimensions.add(FORCE);
        }
        if (state instanceof ChildState.Running) {
            dimensions.add(BOUNDED);
        }
        if (state instanceof ChildState.Asking) {
            dimensions.add(List.of(
                    Set.of(),
                    Set.of(Given.STOP_COMMAND),
                    Set.of(Given.AT_COMMAND),
                    Set.of(Given.AT_COMMAND, Given.PRE_STOP)));
        }
        return dimensions;
    }

    private static List<List<Set<Given>>> ofAnEventWithoutARun(Class<? extends ChildEvent> event) {
        return ChildEvent.Report.class.isAssignableFrom(event)
                ? List.of(REQUESTS)
                : List.of(REQUESTS, DELAY, GATE, PRE_START);
    }

    private static List<List<Set<Given>>> ofAnEvent(ChildState state, Class<? extends ChildEvent> event) {
        boolean stopping = state.phase() == ChildState.Phase.STOPPING;
        List<Set<Given>> ask = stopping && !isAskedAnew(state) ? List.of(Set.of()) : ASK;
        List<Set<Given>> reach = stopping && !isAskedAnew(state) ? List.of(Set.of()) : REACH;
        if (event == ChildEvent.Start.class) {
            return List.of(REQUESTS, DELAY);
        }
        if (event == ChildEvent.Restart.class) {
            return List.of(REQUESTS, DELAY, ask, reach);
        }
        if (event == ChildEvent.ProcessExited.class
                || event == ChildEvent.SpawnFailed.class
                || (event == ChildEvent.HookEnded.class && mayEndTheRun(state))) {
            return ofAnEnd(state);
        }
        if (event == ChildEvent.Spawned.class) {
            return List.of(noneOr(Given.READINESS), POST_START, BOUNDED, ask, reach, ONCE);
        }
        if (event == ChildEvent.BecameReady.class) {
            return List.of(POST_START, BOUNDED);
        }
        if (event == ChildEvent.LeaderExited.class) {
            return List.of(noneOr(Given.LEADER_GONE), ask, reach);
        }
        if (event == ChildEvent.ExtensionAsked.class) {
            return List.of(noneOr(Given.EXTENDED), ONCE);
        }
        return event == ChildEvent.PardonAsked.class ? List.of(DELAY) : List.of(REQUESTS, ask, reach, ONCE);
    }

    /** How an end is judged is shown elsewhere; that it is judged in the same way here is tried in fewer situations. */
    private static List<List<Set<Given>>> ofAnEnd(ChildState state) {
        boolean mayBeUnwell = state instanceof ChildState.BeingEnded || state instanceof ChildState.Concluding;
        return List.of(
                REQUESTS,
                noneOr(Given.NEVER),
                noneOr(Given.LONG),
                noneOr(Given.GATE_DOWN),
                noneOr(Given.EXHAUSTED),
                noneOr(Given.PRE_START),
                noneOr(Given.POST_STOP),
                mayBeUnwell ? noneOr(Given.UNWELL) : List.of(Set.of()));
    }

    private static boolean mayEndTheRun(ChildState state) {
        return state instanceof ChildState.Preparing
                || state instanceof ChildState.Aborting
                || state instanceof ChildState.Concluding;
    }

    /** Whether a stop signal may still go out, by which hooks that are there are asked or passed over. */
    private static boolean isAskedAnew(ChildState state) {
        return state instanceof ChildState.Aborting || state instanceof ChildState.Killing;
    }

    private static Stream<Situation> all(Situation plain, List<List<Set<Given>>> dimensions) {
        Stream<Situation> situations = Stream.of(plain);
        for (List<Set<Given>> dimension : dimensions) {
            situations = situations.flatMap(each -> dimension.stream().map(each::with));
        }
        return situations.distinct();
    }

    private static List<Set<Given>> oneOf(Given... alternatives) {
        return Stream.of(alternatives).<Set<Given>>map(Set::of).toList();
    }

    private static List<Set<Given>> noneOr(Given... alternatives) {
        return Stream.concat(Stream.of(Set.<Given>of()), oneOf(alternatives).stream())
                .toList();
    }
}
