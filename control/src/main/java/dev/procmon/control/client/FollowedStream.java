// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonException;
import dev.procmon.control.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events. A thread of its own reads it; where the connection is lost it connects again and says what it knows, so
 * that nothing is missed or told twice. It reads no further than the one who listens, but for a bounded number.
 */
final class FollowedStream<T> implements ClientStream<T> {

    private static final int AHEAD_MAX = 1024;
    /** How long to wait before each further try to connect again, in milliseconds. */
    private static final long[] TRIES = {0, 50, 100, 250, 500, 1000, 1000, 1000, 1000};

    private final Supplier<Exchange> exchange;
    private final Function<JsonObject, T> of;
    private final BlockingQueue<Item<T>> items = new ArrayBlockingQueue<>(AHEAD_MAX);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Optional<Long> last = Optional.empty();
    /** How often it was connected again since anything came. */
    private int fruitless;

    private volatile @Nullable Wire wire;
    private volatile @Nullable ClientException end;

    /** What the reading thread hands over. */
    private sealed interface Item<T> {

        record Next<T>(T value) implements Item<T> {}

        record End<T>(Optional<ClientException> why) implements Item<T> {}
    }

    private FollowedStream(Supplier<Exchange> exchange, Function<JsonObject, T> of) {
        this.exchange = exchange;
        this.of = of;
    }

    /**
     * Begin. What is wrong with the request is told at once.
     *
     * @param exchange makes the request anew each time
     * @param of reads one
     * @param what what is streamed, for the name of the thread
     */
    static <T> FollowedStream<T> begin(Supplier<Exchange> exchange, Function<JsonObject, T> of, String what) {
        FollowedStream<T> stream = new FollowedStream<>(exchange, of);
        ResponseReader reader = stream.connect();
        Thread.ofPlatform().daemon().name("procmon-client-" + what).start(() -> stream.run(reader));
        return stream;
    }

    @Override
    public Optional<T> next(Duration patience) {
        try {
            ClientException over = end;
            if (closed.getCount() == 0) {
                return Optional.empty();
            }
            if (over != null) {
                throw over;
            }
            return switch (items.poll(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                case Item.Next<T> next -> Optional.of(next.value());
                case Item.End<T> last -> ended(last);
                case null -> Optional.empty();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        // Room for the end, and nothing before it.
        items.clear();
        boolean _ = items.offer(new Item.End<>(Optional.empty()));
        Wire open = wire;
        if (open != null) {
            open.close();
        }
    }

    private Optional<T> ended(Item.End<T> last) {
        if (last.why().isPresent()) {
            end = last.why().get();
            throw last.why().get();
        }
        return Optional.empty();
    }

    private void run(ResponseReader first) {
        try {
            ResponseReader reader = first;
            while (closed.getCount() > 0) {
                read(reader);
                reader = reconnect();
            }
        } catch (ClientException e) {
            put(new Item.End<>(Optional.of(e)));
        } finally {
            Wire open = wire;
            if (open != null) {
                open.close();
            }
        }
    }

    /** Read up to the end of the connection, however it comes. */
    private void read(ResponseReader reader) {
        long id = -1;
        StringBuilder data = new StringBuilder();
        try {
            String line = reader.line();
            while (line != null && closed.getCount() > 0) {
                if (line.isEmpty()) {
                    deliver(id, data.toString());
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    fruitless = 0;
                } else if (line.startsWith("data: ")) {
                    data.append(line, "data: ".length(), line.length());
                    if (data.length() > ResponseReader.LINE_MAX) {
                        throw new ResponseReader.ProtocolException("an event is larger than any that procmon sends");
                    }
                } else if (line.startsWith("id: ")) {
                    id = number(line.substring("id: ".length()));
                }
                line = reader.line();
            }
        } catch (ResponseReader.ProtocolException e) {
            throw Answers.incomprehensible(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // Lost, or silent for long: there may be somebody again.
        }
    }

    private void deliver(long id, String data) {
        if (data.isEmpty()) {
            return;
        }
        JsonObject json;
        try {
            json = Json.object(data);
        } catch (JsonException e) {
            throw Answers.incomprehensible(String.valueOf(e.getMessage()));
        }
        T value = Answers.read(json, of);
        if (id >= 0) {
            last = Optional.of(id);
        }
        fruitless = 0;
        put(new Item.Next<>(value));
    }

    private ResponseReader reconnect() {
        while (true) {
            try {
                if (closed.await(TRIES[Math.min(fruitless, TRIES.length - 1)], TimeUnit.MILLISECONDS)) {
                    throw new ClientException(ClientException.Cause.NOT_RUNNING, "closed", Optional.empty());
                }
                fruitless++;
                return connect();
            } catch (InterruptedException e) {
                throw new ClientException(ClientException.Cause.FAILED, "interrupted", Optional.empty());
            } catch (ClientException e) {
                boolean isHopeless =
                        e.reason() == ClientException.Cause.FORBIDDEN || e.reason() == ClientException.Cause.REFUSED;
                if (isHopeless || fruitless >= TRIES.length || closed.getCount() == 0) {
                    throw e;
                }
            }
        }
    }

    private ResponseReader connect() {
        return exchange.get().stream(last, opened -> {
            Wire before = wire;
            wire = opened;
            if (before != null) {
                before.close();
            }
            if (closed.getCount() == 0) {
                opened.close();
            }
        });
    }

    private void put(Item<T> item) {
        try {
            while (closed.getCount() > 0 && !items.offer(item, 1, TimeUnit.SECONDS)) {
                // The one who listens takes its time; the server keeps for us what it can.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long number(String text) throws ResponseReader.ProtocolException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ResponseReader.ProtocolException("an event has no number");
        }
    }
}
