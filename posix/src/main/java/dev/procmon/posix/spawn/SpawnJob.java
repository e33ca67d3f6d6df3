// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import java.util.Optional;

/** An order on its way to the spawner thread and back. Given to the loop as a task, it lets the spawner take the result. */
final class SpawnJob implements Runnable {

    private final Spawner spawner;
    private final SpawnOrder order;
    private final SpawnListener listener;
    private final StandardStreams streams;
    private volatile Optional<SpawnResult> result = Optional.empty();

    SpawnJob(Spawner spawner, SpawnOrder order, SpawnListener listener, StandardStreams streams) {
        this.spawner = spawner;
        this.order = order;
        this.listener = listener;
        this.streams = streams;
    }

    SpawnOrder order() {
        return order;
    }

    SpawnListener listener() {
        return listener;
    }

    /** Return its standard output and error, which only the loop thread touches. */
    StandardStreams streams() {
        return streams;
    }

    /** Say what became of it. On the spawner thread, or on the loop where it has not got that far. */
    void done(SpawnResult what) {
        result = Optional.of(what);
    }

    Optional<SpawnResult> result() {
        return result;
    }

    @Override
    public void run() {
        spawner.finish(this);
    }
}
