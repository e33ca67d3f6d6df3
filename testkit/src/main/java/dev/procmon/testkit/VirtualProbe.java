// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import java.util.function.Consumer;

/** A probe of a {@link VirtualReactor} that is under way. */
final class VirtualProbe implements Probe {

    private final Consumer<ProbeResult> listener;
    private boolean open = true;

    VirtualProbe(Consumer<ProbeResult> listener) {
        this.listener = listener;
    }

    boolean isOpen() {
        return open;
    }

    void answer(ProbeResult result) {
        if (open) {
            open = false;
            listener.accept(result);
        }
    }

    @Override
    public void cancel() {
        open = false;
    }
}
