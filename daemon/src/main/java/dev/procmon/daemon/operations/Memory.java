// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.time.MonotonicTime;
import java.util.Optional;

/**
 * What is remembered of a program beside its life, to say how and why.
 *
 * @param state what it is doing
 * @param since when it came into the state in which it is
 * @param reason why
 * @param last the run that was over last
 * @param failures how many of its runs have failed in a row, since the last one that did not or was asked for
 * @param asked what was last asked of it
 * @param says what its run has said of itself
 * @param unready why its run is not ready any longer, or not well
 * @param left who of its run has outlived KILL, in words; empty where nobody is known
 */
record Memory(
        ChildState state,
        Optional<MonotonicTime> since,
        Optional<Reason> reason,
        Optional<EndedRun> last,
        int failures,
        Optional<Asked> asked,
        Optional<String> says,
        Optional<String> unready,
        String left) {

    /** Nothing has happened yet. */
    static final Memory NONE = new Memory(
            new ChildState.Stopped(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "");

    Memory in(ChildState now) {
        return new Memory(now, since, reason, last, failures, asked, says, unready, left);
    }

    Memory came(MonotonicTime at, Reason why) {
        return new Memory(state, Optional.of(at), Optional.of(why), last, failures, asked, says, unready, left);
    }

    Memory because(Reason why) {
        return new Memory(state, since, Optional.of(why), last, failures, asked, says, unready, left);
    }

    /** A run is over, and nothing that was known of it holds any longer. */
    Memory ended(EndedRun run, int failuresNow) {
        return new Memory(
                state, since, reason, Optional.of(run), failuresNow, asked, Optional.empty(), Optional.empty(), "");
    }

    Memory asked(Asked request) {
        int counted = request.wantsUp() ? 0 : failures;
        return new Memory(state, since, reason, last, counted, Optional.of(request), says, unready, left);
    }

    /** It is up again though it was asked to be down: somebody has asked for it by the name of another. */
    Memory upAgain() {
        return asked.isEmpty() || asked.get().wantsUp()
                ? this
                : new Memory(state, since, reason, last, failures, Optional.empty(), says, unready, left);
    }

    Memory saying(String text) {
        return new Memory(state, since, reason, last, failures, asked, Optional.of(text), unready, left);
    }

    Memory unready(Optional<String> why) {
        return new Memory(state, since, reason, last, failures, asked, says, why, left);
    }

    Memory leaving(String those) {
        return new Memory(state, since, reason, last, failures, asked, says, unready, those);
    }
}
