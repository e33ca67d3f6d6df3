// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.order.Hold;
import dev.procmon.core.program.ProgramName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether programs are as they should be when nothing has gone wrong for long enough. */
final class Settlement {

    private final Map<ProgramName, ChildView> views = new HashMap<>();
    private final Map<String, Wanted> wanted;
    private final boolean related;

    /**
     * Make it.
     *
     * @param wanted what the user has asked for last, of each program
     * @param related whether programs may have been given up, by themselves or with their group, or need others
     */
    Settlement(List<ChildView> all, Map<String, Wanted> wanted, boolean related) {
        this.related = related;
        this.wanted = wanted;
        all.forEach(view -> views.put(view.program().name(), view));
    }

    /** Return what is not as it should be. */
    Optional<String> problem(ChildView view) {
        String name = view.program().name().value();
        Phase phase = view.life().state().phase();
        Wanted asked = wanted.getOrDefault(name, Wanted.DOWN);
        if (!view.registered()) {
            return Optional.of(name + " was removed or superseded and is still " + phase);
        }
        if (asked == Wanted.UP && view.life().wanted() == Wanted.DOWN) {
            return Optional.of(name + " is wanted up, which was forgotten");
        }
        return isSettled(view, phase)
                ? Optional.empty()
                : Optional.of(name + " is wanted " + view.life().wanted() + " and is " + phase + " " + view.holds());
    }

    private boolean isSettled(ChildView view, Phase phase) {
        return switch (view.life().wanted()) {
            case UP ->
                switch (phase) {
                    case RUNNING, EXITED -> true;
                    case FAILED -> related;
                    case WAITING -> isRightToWait(view);
                    case STOPPED, STARTING, BACKING_OFF, STOPPING ->
                        view.policy().job().isPresent();
                };
            case DOWN -> phase == Phase.STOPPED;
        };
    }

    /** By now nobody waits but for a time of the day, or for one that is not there or not coming. */
    private boolean isRightToWait(ChildView view) {
        for (Hold hold : view.holds()) {
            boolean right =
                    switch (hold) {
                        case Hold.NotYetTime() -> true;
                        case Hold.NeedUnmet(var on, var _) -> isNotComing(on);
                        case Hold.NameTaken(), Hold.OthersAreEnding(), Hold.Turn() -> false;
                        case Hold.ComesFirst(var on) -> waitsItself(on);
                    };
            if (!right) {
                return false;
            }
        }
        return !view.holds().isEmpty();
    }

    private boolean waitsItself(ProgramName name) {
        ChildView view = views.get(name);
        return view != null && view.life().state().phase() == Phase.WAITING && isRightToWait(view);
    }

    private boolean isNotComing(ProgramName name) {
        ChildView view = views.get(name);
        if (view == null) {
            return true;
        }
        return switch (view.life().state().phase()) {
            case STOPPED, EXITED, FAILED, WAITING -> true;
            // One that runs for ever never completes.
            case RUNNING -> true;
            case STARTING, BACKING_OFF, STOPPING -> view.policy().job().isPresent();
        };
    }
}
