// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.posix.inbox.TaskInbox;
import java.util.Optional;
import java.util.function.Consumer;

/** One probe: what the loop thread knows of it, and what the probe thread has open for it. Equality is identity. */
final class ProbeOrder implements Probe {

    private final TaskInbox loop;
    private final ProbeThread thread;
    private final Consumer<ProbeResult> answer;

    /** Whether it was answered or cancelled; the loop thread's. */
    private boolean over;

    /** What is being tried for it; the probe thread's. */
    private Optional<Attempt> attempt = Optional.empty();

    ProbeOrder(TaskInbox loop, ProbeThread thread, Consumer<ProbeResult> answer) {
        this.loop = loop;
        this.thread = thread;
        this.answer = answer;
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            thread.post(() -> thread.abandon(this));
        }
    }

    /** Say what was found. On the probe thread. */
    void answer(ProbeResult result) {
        loop.post(() -> tell(result));
    }

    /** Say that it is not well. On the probe thread. */
    void fail(String detail) {
        answer(new ProbeResult.NotPassed(detail));
    }

    /** Remember what is being tried. On the probe thread. */
    void tries(Attempt what) {
        attempt = Optional.of(what);
    }

    /** Return what is being tried. On the probe thread. */
    Optional<Attempt> attempt() {
        return attempt;
    }

    private void tell(ProbeResult result) {
        if (!over) {
            over = true;
            answer.accept(result);
        }
    }
}
