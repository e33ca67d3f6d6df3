// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody misses the failure of a request that cannot fail but by a fault of our own. It goes to the thread's
 * handler of uncaught exceptions, and supervision goes on.
 */
final class Watch implements BiConsumer<@Nullable Void, @Nullable Throwable> {

    @Override
    public void accept(@Nullable Void nothing, @Nullable Throwable failure) {
        if (failure != null) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }
}
