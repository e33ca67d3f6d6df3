// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives up what the reactor keeps for programs between their runs, such as listening sockets, once nobody runs them any
 * longer. What a program was before an update is given up when its last run is over; where it has a socket that is kept, not
 * before the program that it has become was spawned, so that the socket stays bound.
 */
final class Keepsakes {

    private final Engine engine;

    Keepsakes(Engine engine) {
        this.engine = engine;
    }

    /** A child was updated. */
    void updated(Child child, Program former) {
        if (former.equals(child.program)) {
            return;
        }
        child.formers.remove(child.program);
        if (!child.formers.contains(former)) {
            child.formers.add(former);
        }
        followed(child);
    }

    /** Look whether what a child was before is not needed any longer. */
    void followed(Child child) {
        if (!child.formers.isEmpty()) {
            for (Program former : List.copyOf(child.formers)) {
                boolean isTakenOver = hasSpawned(child) || !sharesSocket(former, child.program);
                if (isTakenOver && !isInUse(former)) {
                    child.formers.remove(former);
                    engine.reactor.release(former);
                }
            }
        }
    }

    /** One that has departed is gone. */
    void gone(Child child) {
        List<Program> all = new ArrayList<>(child.formers);
        all.add(child.program);
        child.formers.clear();
        for (Program each : all) {
            if (!isInUse(each)) {
                engine.reactor.release(each);
            }
        }
    }

    private static boolean hasSpawned(Child child) {
        return child.spawned.isPresent() && child.spawned.get().equals(child.program);
    }

    private static boolean sharesSocket(Program former, Program program) {
        for (ListeningSocket socket : former.sockets()) {
            for (ListeningSocket other : program.sockets()) {
                if (socket.endpoint().equals(other.endpoint())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tell whether somebody runs a program, or will, or has yet to take over from it. */
    private boolean isInUse(Program program) {
        Optional<Child> holder = engine.registry.find(program.name());
        if (holder.isPresent()) {
            Optional<Child> successor = engine.replacements.successorOf(holder.get());
            if (isInUse(program, holder.get()) || (successor.isPresent() && isInUse(program, successor.get()))) {
                return true;
            }
        }
        for (Child each : engine.registry.departing()) {
            if (isInUse(program, each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInUse(Program program, Child by) {
        return by.program.equals(program) || (by.isAlive() && by.runProgram().equals(program));
    }
}
