// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.daemon.logs.LogStore;
import dev.procmon.logs.LogSource;
import java.util.List;
import java.util.function.Predicate;

/** Where output is that can be forwarded: all that is ever asked of the {@link LogStore}, and nothing of it makes capture wait. From any thread. */
public interface ForwardedOutput {

    /** Return a number that grows when {@link #sources} has more. Cheap. */
    int sourcesSeen();

    /** Return the files of some programs. May read a file. */
    List<LogSource> sources(Predicate<String> programs);

    /** Have a task run soon after a file has grown; it does not block. */
    AutoCloseable whenGrown(Runnable task);

    /** Return that of a store. */
    static ForwardedOutput of(LogStore store) {
        return new OfStore(store);
    }

    /** That of a store. */
    record OfStore(LogStore store) implements ForwardedOutput {
        @Override
        public int sourcesSeen() {
            return store.sourcesSeen();
        }

        @Override
        public List<LogSource> sources(Predicate<String> programs) {
            return store.sources(programs);
        }

        @Override
        public AutoCloseable whenGrown(Runnable task) {
            return store.whenGrown(task);
        }
    }
}
