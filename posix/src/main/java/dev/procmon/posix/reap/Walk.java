// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.processes.ProcessFiles;
import dev.procmon.posix.processes.ProcessStat;
import dev.procmon.posix.processes.ProcessTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A look for all processes of a run, and what is done to them. It takes as many looks at the host as find somebody new, up to a
 * bound. On the walker thread.
 */
final class Walk {

    /** After so many looks those who are forked faster than they are found are left to the next walk. */
    private static final int LOOKS_MAX = 16;

    private final Kinship kinship;
    private final Family family;
    private final Order order;
    private final Consumer<Sight> answer;
    private final Set<Seen> done = new HashSet<>();
    private int looks;

    /** What is to be done with those who are found. */
    sealed interface Order {

        /** Nothing. */
        record Look() implements Order {}

        /** They get a signal. */
        record Send(int signal) implements Order {}

        /** They are stopped, so that none starts another, and then killed. */
        record Kill() implements Order {}
    }

    /**
     * What a walk has found.
     *
     * @param living those who live, but for the leader
     * @param memory how many bytes of memory they have in use, the leader too
     */
    record Sight(List<ProcessStat> living, long memory) {}

    /**
     * Those of a run whom the last look of any walk has found, on the walker thread. A signal ends parents, and with them goes
     * what shows that their children are of the run: who was found once is not lost again.
     */
    static final class Family {
        private List<ProcessStat> found = List.of();
    }

    private record Seen(int pid, long started) {}

    /** Plan a walk. The answer is given on the walker thread. */
    Walk(Kinship kinship, Family family, Order order, Consumer<Sight> answer) {
        this.kinship = kinship;
        this.family = family;
        this.order = order;
        this.answer = answer;
    }

    /** Go on with a new look at the host. Return whether the walk is over; it has answered then. */
    boolean step(ProcessTable table, Legs legs) {
        List<ProcessStat> living = kinship.knowing(family.found).find(table, legs.files(), legs.ownPid());
        family.found = living;
        boolean over =
                switch (order) {
                    case Order.Look() -> true;
                    case Order.Send(int signal) -> !sendToNew(living, signal, legs);
                    case Order.Kill() -> !sendToNew(living, Delivery.STOP, legs);
                };
        if (!over && ++looks < LOOKS_MAX) {
            return false;
        }
        if (order instanceof Order.Kill) {
            for (ProcessStat each : living) {
                send(each, Delivery.KILL, legs);
            }
        }
        answer.accept(new Sight(withoutLeader(living), memory(living, legs)));
        return true;
    }

    /** What the walker thread looks and sends with. */
    record Legs(ProcessFiles files, PidFds processes, Descriptors descriptors, Delivery delivery, int ownPid) {}

    private boolean sendToNew(List<ProcessStat> living, int signal, Legs legs) {
        boolean anyNew = false;
        for (ProcessStat each : living) {
            if (done.add(new Seen(each.pid(), each.started()))) {
                anyNew = true;
                send(each, signal, legs);
            }
        }
        return anyNew;
    }

    /** Between the look at /proc and the descriptor the pid may have become somebody else's. */
    private static void send(ProcessStat to, int signal, Legs legs) {
        int descriptor = legs.processes().open(to.pid());
        if (descriptor < 0) {
            return;
        }
        if (legs.files().lives(to)) {
            legs.delivery().send(descriptor, signal);
        }
        legs.descriptors().close(descriptor);
    }

    private List<ProcessStat> withoutLeader(List<ProcessStat> living) {
        List<ProcessStat> others = new ArrayList<>(living);
        others.removeIf(each -> kinship.leaderLives() && each.pid() == kinship.leader());
        return others;
    }

    private static long memory(List<ProcessStat> living, Legs legs) {
        long sum = 0;
        for (ProcessStat each : living) {
            sum += legs.files().residentMemory(each.pid());
        }
        return sum;
    }
}
