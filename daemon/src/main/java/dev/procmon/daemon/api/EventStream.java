// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.event.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of what happens to one client. It begins with what was, taken from a page and sent no faster than the client reads, and
 * goes on with what comes. What comes while the client does not read waits here, as bytes that are shared with all other clients; where
 * too much waits, the connection is closed, and the client may come back and say what it knows.
 *
 * <p>All of it belongs to the thread of the server, but {@link #offer}, which the one who tells calls on a thread of its own.
 */
final class EventStream implements OpenStream {

    /** Small ones are sent together, up to this many bytes. */
    private static final int BATCH = 8 << 10;

    private final ChannelHandlerContext context;
    private final EventFeed feed;
    private final Surroundings shared;
    private final Consumer<Throwable> refuse;

    private Iterator<Event> past = Collections.emptyIterator();
    private OptionalLong last = OptionalLong.empty();
    private Optional<Operations.Following> following = Optional.empty();
    private @Nullable ScheduledFuture<?> patience;
    private boolean hasBegun;
    private boolean isReplaying;
    private boolean hasEnded;

    private final Object lock = new Object();
    private final ArrayDeque<byte[]> live = new ArrayDeque<>();
    private int liveBytes;
    private boolean isCut;
    private boolean isAwake;

    /**
     * Make it.
     *
     * @param refuse takes why there is nothing to stream, before anything is sent
     */
    EventStream(ChannelHandlerContext context, EventFeed feed, Surroundings shared, Consumer<Throwable> refuse) {
        this.context = context;
        this.feed = feed;
        this.shared = shared;
        this.refuse = refuse;
    }

    @Override
    public void start() {
        shared.streams().add(this);
        shared.streams().replay(this);
    }

    /** There is room. */
    void replay() {
        isReplaying = true;
        var _ = feed.past().whenCompleteAsync((page, failure) -> begin(page, failure), context.executor());
    }

    /** Take one of those that come. From any thread. */
    void offer(Event each) {
        byte[] frame;
        try {
            frame = feed.frame(each);
        } catch (RuntimeException e) {
            shared.fault().accept("a stream of the API", e);
            frame = new byte[0];
        }
        synchronized (lock) {
            isCut = isCut
                    || frame.length == 0
                    || liveBytes + frame.length > shared.limits().streamBacklog();
            if (isCut) {
                live.clear();
            } else {
                live.add(frame);
                liveBytes += frame.length;
            }
            if (isAwake) {
                return;
            }
            isAwake = true;
        }
        shared.streams().wake(this);
    }

    @Override
    public void pump() {
        synchronized (lock) {
            isAwake = false;
            if (isCut) {
                var _ = context.close();
                return;
            }
        }
        if (hasEnded || !hasBegun) {
            return;
        }
        boolean written = false;
        while (context.channel().isWritable()) {
            ByteBuf next = next();
            if (!next.isReadable()) {
                break;
            }
            var _ = context.write(next, context.voidPromise());
            written = true;
        }
        if (written) {
            context.flush();
        }
        if (isReplaying && !past.hasNext()) {
            follow();
        }
    }

    @Override
    public void heartbeat() {
        if (hasBegun && context.channel().isWritable()) {
            var _ = context.writeAndFlush(Frames.heartbeat(), context.voidPromise());
        }
    }

    @Override
    public void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        past = Collections.emptyIterator();
        endReplay();
        shared.streams().remove(this);
        following.ifPresent(Operations.Following::end);
        synchronized (lock) {
            live.clear();
            isCut = true;
        }
    }

    private void begin(@Nullable List<Event> page, @Nullable Throwable failure) {
        if (hasEnded) {
            return;
        }
        if (page == null) {
            end();
            refuse.accept(failure == null ? new IllegalStateException("no page") : failure);
            return;
        }
        past = page.iterator();
        hasBegun = true;
        var _ = context.write(ResponseHead.stream(), context.voidPromise());
        var _ = context.writeAndFlush(Frames.greeting(), context.voidPromise());
        patience = context.executor()
                .schedule(this::loseTrack, shared.limits().replayTime().toNanos(), TimeUnit.NANOSECONDS);
        pump();
    }

    /** What was has not been read for long: others wait for their turn. */
    private void loseTrack() {
        var _ = context.close();
    }

    private void follow() {
        endReplay();
        var _ = feed.follow(last, this::offer)
                .whenCompleteAsync((begun, failure) -> followed(begun, failure), context.executor());
    }

    private void followed(Operations.@Nullable Following begun, @Nullable Throwable failure) {
        if (begun == null) {
            shared.fault().accept("a stream of the API", failure == null ? new IllegalStateException() : failure);
            var _ = context.close();
        } else if (hasEnded) {
            begun.end();
        } else {
            following = Optional.of(begun);
        }
    }

    private void endReplay() {
        ScheduledFuture<?> armed = patience;
        patience = null;
        if (armed != null) {
            armed.cancel(false);
        }
        shared.streams().replayed(this);
        isReplaying = false;
    }

    private ByteBuf next() {
        return past.hasNext() ? nextOfPast() : nextOfLive();
    }

    private ByteBuf nextOfPast() {
        ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH);
        while (past.hasNext() && batch.size() < BATCH) {
            Event each = past.next();
            last = OptionalLong.of(each.id());
            batch.writeBytes(feed.frame(each));
        }
        return Unpooled.wrappedBuffer(batch.toByteArray());
    }

    private ByteBuf nextOfLive() {
        synchronized (lock) {
            byte[] first = live.peek();
            if (first == null) {
                return Unpooled.EMPTY_BUFFER;
            }
            int count = 0;
            int size = 0;
            for (byte[] each : live) {
                if (count > 0 && size + each.length > BATCH) {
                    break;
                }
                count++;
                size += each.length;
            }
            liveBytes -= size;
            if (count == 1) {
                live.remove();
                return Unpooled.wrappedBuffer(first);
            }
            ByteBuf batch = Unpooled.buffer(size);
            for (int i = 0; i < count; i++) {
                batch.writeBytes(live.remove());
            }
            return batch;
        }
    }
}
