// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import java.util.List;

/** What is asked for of a child, for it and for those that it needs, that go down with it, or that were to replace it. */
final class Wishes {

    private final Engine engine;

    Wishes(Engine engine) {
        this.engine = engine;
    }

    /** Want a child up, and those that it needs, and start it as soon as it may be. */
    void start(Child child) {
        startNeeded(child);
        startOne(child);
    }

    /** Want a child up; end its run, if it has one, and start the next as soon as it may be. */
    void restart(Child child) {
        startNeeded(child);
        end(child, new ChildEvent.Restart());
    }

    /** The same for some children as one: none is started before all have ended. */
    void restart(List<Child> children) {
        for (Child child : children) {
            startNeeded(child);
        }
        engine.batches.restart(children);
    }

    private void startNeeded(Child child) {
        for (Child needed : engine.gate.neededFor(child)) {
            ChildState state = needed.life.state();
            boolean over = state instanceof ChildState.Exited || state instanceof ChildState.Failed;
            if (over || needed.life.wanted() == Wanted.DOWN || engine.batches.isToEnd(needed)) {
                startOne(needed);
            }
        }
    }

    private void startOne(Child child) {
        if (!engine.batches.letComeBack(child)) {
            engine.dispatch(child, new ChildEvent.Start(Wanted.UP));
        }
    }

    /** Run a child once. Nobody waits for a single run: the former holder of its name must be gone. */
    void startOnce(Child child) {
        if (engine.registry.isTaken(child.name())) {
            throw new IllegalStateException(
                    "the removed program that was named \"" + child.name() + "\" before has not ended yet");
        }
        engine.dispatch(child, new ChildEvent.Start(Wanted.DOWN));
    }

    /** End a child, after those that go down with it, and a replacement of it that is under way. */
    void end(Child child, ChildEvent.Request request) {
        engine.replacements.giveUp(child, request);
        engine.batches.end(child, request);
    }

    /** End all children, those that depend on others before these. */
    void endAll(ChildEvent.Request request) {
        engine.replacements.giveUpAll(request);
        engine.batches.endAll(request);
    }
}
