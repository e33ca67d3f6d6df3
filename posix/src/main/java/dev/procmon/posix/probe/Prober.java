// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.inbox.Threads;
import java.util.Optional;
import java.util.function.Consumer;

/** Orders probes from the loop thread. The thread that makes them is started with the first. */
public final class Prober implements AutoCloseable {

    private final TaskInbox loop;
    private Optional<Running> running = Optional.empty();

    private record Running(ProbeThread work, Thread thread) {}

    /**
     * Make a prober. It opens and starts nothing yet.
     *
     * @param loop the tasks of the loop thread, on which the answers are told
     */
    public Prober(TaskInbox loop) {
        this.loop = loop;
    }

    /** Look at something; see {@link dev.procmon.core.reactor.Reactor#probe}. */
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        if (running.isEmpty()) {
            ProbeThread work = new ProbeThread();
            running = Optional.of(new Running(work, Threads.start("procmon-probes", work)));
        }
        ProbeThread thread = running.get().work();
        ProbeOrder order = new ProbeOrder(loop, thread, answer);
        thread.post(() -> thread.begin(order, target));
        return order;
    }

    /** End the threads and close all that is open. No answer comes any more. */
    @Override
    public void close() {
        if (running.isPresent()) {
            running.get().work().post(running.get().work()::stop);
            Threads.join(running.get().thread());
            running = Optional.empty();
        }
    }
}
