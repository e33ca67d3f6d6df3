// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Look-ups of one kind, each of which several probes may wait for. On the probe thread. */
final class SharedLookups<A> {

    private final Executor threads;
    private final ProbeThread owner;
    private final Function<String, A> lookUp;
    private final Map<String, Map<ProbeOrder, Consumer<A>>> waiting = new HashMap<>();

    /**
     * Make look-ups.
     *
     * @param threads where they are done
     * @param owner where their answers are told
     * @param lookUp what may take its time; it throws nothing
     */
    SharedLookups(Executor threads, ProbeThread owner, Function<String, A> lookUp) {
        this.threads = threads;
        this.owner = owner;
        this.lookUp = lookUp;
    }

    /** Ask for something, or wait with those that have asked for it already. */
    void ask(ProbeOrder order, String what, Consumer<A> then) {
        Map<ProbeOrder, Consumer<A>> others = waiting.get(what);
        if (others != null) {
            others.put(order, then);
            return;
        }
        Map<ProbeOrder, Consumer<A>> first = new LinkedHashMap<>();
        first.put(order, then);
        waiting.put(what, first);
        threads.execute(() -> {
            A answer = lookUp.apply(what);
            owner.post(() -> tell(what, answer));
        });
    }

    void forget(ProbeOrder order) {
        for (Map<ProbeOrder, Consumer<A>> each : waiting.values()) {
            each.remove(order);
        }
    }

    private void tell(String what, A answer) {
        Map<ProbeOrder, Consumer<A>> those = waiting.remove(what);
        if (those != null) {
            those.values().forEach(then -> then.accept(answer));
        }
    }
}
