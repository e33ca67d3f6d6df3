// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.posix.inbox.Threads;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes descriptors that came from a program. A pipe is closed at once. Of anything else the last close may take as long as
 * whoever made it likes, such as that of a socket with SO_LINGER or of a file of FUSE; it is done on a thread of its own,
 * {@code procmon-closer}, which is started with the first of them.
 */
final class DescriptorCloser implements Runnable {

    private final Descriptors descriptors;
    private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private boolean started;

    private sealed interface Order {
        record Close(int descriptor, AtomicInteger waiting) implements Order {}

        record End() implements Order {}
    }

    DescriptorCloser(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    /**
     * Close descriptors. On the loop thread.
     *
     * @param waiting counts those that are not closed yet
     */
    void close(int[] all, AtomicInteger waiting) {
        for (int descriptor : all) {
            if (descriptors.isPipe(descriptor)) {
                descriptors.close(descriptor);
            } else {
                start();
                waiting.incrementAndGet();
                orders.add(new Order.Close(descriptor, waiting));
            }
        }
    }

    /** Let the thread end once it has closed all. Not waited for. */
    void end() {
        orders.add(new Order.End());
    }

    @Override
    public void run() {
        try (Caller caller = Caller.ofThisThread()) {
            Descriptors own = new Descriptors(caller);
            while (orders.take() instanceof Order.Close(int descriptor, AtomicInteger waiting)) {
                own.close(descriptor);
                waiting.decrementAndGet();
            }
        } catch (InterruptedException unasked) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        if (!started) {
            started = true;
            Threads.start("procmon-closer", this);
        }
    }
}
