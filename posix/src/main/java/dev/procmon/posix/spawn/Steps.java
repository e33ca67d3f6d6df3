// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.ArrayList;
import java.util.List;

/** To which step of a spawn each action of a list belongs. */
final class Steps {

    private final ChildActions actions;
    private final List<Part> parts = new ArrayList<>();

    Steps(ChildActions actions) {
        this.actions = actions;
    }

    void clear() {
        parts.clear();
    }

    /** The actions that are added from now on belong to a step. */
    void begin(Step step) {
        begin(step, 0);
    }

    /** The actions that are added from now on belong to a step, and to what it is about. */
    void begin(Step step, int subject) {
        parts.add(new Part(actions.size(), step, subject));
    }

    /** Return the refusal that an error of an action means. */
    Refusal refusal(int action, int errno) {
        int index = parts.size() - 1;
        while (index > 0 && parts.get(index).first() > action) {
            index--;
        }
        Part part = parts.get(index);
        return Refusal.at(part.step(), errno, part.subject());
    }

    private record Part(int first, Step step, int subject) {}
}
