// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.fake;

import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A stream of what a test puts into it. It never waits by the clock: it ends where a test says so, or has what comes next. */
public final class FakeStream<T> implements ClientStream<T> {

    private final Deque<Optional<T>> coming = new ArrayDeque<>();
    private boolean waiting;
    private boolean closed;
    private Optional<ClientException> failure = Optional.empty();

    /** Let something come. */
    public synchronized void put(T one) {
        coming.add(Optional.of(one));
        waiting = false;
        notifyAll();
    }

    /** Let nothing come for longer than anybody waits. */
    public synchronized void pause() {
        coming.add(Optional.empty());
        waiting = false;
        notifyAll();
    }

    /** Let it fail when all that is there was taken. */
    public synchronized void fail(ClientException cause) {
        failure = Optional.of(cause);
        notifyAll();
    }

    /** Wait until all that was put was taken and dealt with, so that the next one is asked for. */
    public synchronized void awaitDealtWith() {
        while (!closed && (!waiting || !coming.isEmpty())) {
            await();
        }
    }

    /** Tell whether nobody listens any longer. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized Optional<T> next(Duration patience) {
        if (patience.isZero() && (coming.isEmpty() || coming.peek().isEmpty())) {
            return Optional.empty();
        }
        while (coming.isEmpty() && !closed) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            waiting = true;
            notifyAll();
            await();
        }
        return closed ? Optional.empty() : coming.remove();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Wait for a change; whoever calls this looks again then. */
    @SuppressWarnings("WaitNotInLoop")
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
