// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the lines of programs to one client. Lines are in files, so none has to wait here: the next ones are asked for when the client
 * has read those before. One that reads nothing for long is let go, for what it holds open; it may come back and say what it knows.
 */
final class LineStream implements OpenStream {

    private static final String KIND = "line";

    private final ChannelHandlerContext context;
    private final Answer.Lines what;
    private final Surroundings shared;
    private final Consumer<Throwable> refuse;

    private Optional<Operations.Lines> lines = Optional.empty();
    private @Nullable ScheduledFuture<?> patience;
    private boolean isAsking;
    private boolean hasEnded;

    /**
     * Make it.
     *
     * @param refuse takes why there is nothing to stream, before anything is sent
     */
    LineStream(ChannelHandlerContext context, Answer.Lines what, Surroundings shared, Consumer<Throwable> refuse) {
        this.context = context;
        this.what = what;
        this.shared = shared;
        this.refuse = refuse;
    }

    @Override
    public void start() {
        shared.streams().add(this);
        LogQuery query = what.query();
        var _ = what.operations().followLogs(query).whenCompleteAsync(this::begun, context.executor());
    }

    @Override
    public void pump() {
        if (hasEnded || isAsking || lines.isEmpty()) {
            return;
        }
        if (!context.channel().isWritable()) {
            beginToWait();
            return;
        }
        waitNoLonger();
        isAsking = true;
        var _ = lines.get().next().whenCompleteAsync(this::came, context.executor());
    }

    @Override
    public void heartbeat() {
        if (lines.isPresent() && context.channel().isWritable()) {
            var _ = context.writeAndFlush(Frames.heartbeat(), context.voidPromise());
        }
    }

    @Override
    public void end() {
        if (!hasEnded) {
            hasEnded = true;
            waitNoLonger();
            shared.streams().remove(this);
            lines.ifPresent(Operations.Lines::end);
        }
    }

    private void begun(Operations.@Nullable Lines begun, @Nullable Throwable failure) {
        if (hasEnded) {
            if (begun != null) {
                begun.end();
            }
        } else if (begun == null) {
            end();
            refuse.accept(failure == null ? new IllegalStateException("no lines") : failure);
        } else {
            lines = Optional.of(begun);
            var _ = context.write(ResponseHead.stream(), context.voidPromise());
            var _ = context.writeAndFlush(Frames.greeting(), context.voidPromise());
            pump();
        }
    }

    private void came(@Nullable List<LogLine> some, @Nullable Throwable failure) {
        isAsking = false;
        if (hasEnded) {
            return;
        }
        if (some == null) {
            shared.fault().accept("a stream of the API", failure == null ? new IllegalStateException() : failure);
            var _ = context.close();
            return;
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (LogLine each : some) {
            Frames.write(each.id(), KIND, each, batch);
        }
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(batch.toByteArray()), context.voidPromise());
        pump();
    }

    private void beginToWait() {
        if (patience == null) {
            long idle = shared.limits().idle().toNanos();
            patience = context.executor().schedule(this::letGo, idle, TimeUnit.NANOSECONDS);
        }
    }

    private void letGo() {
        var _ = context.close();
    }

    private void waitNoLonger() {
        ScheduledFuture<?> armed = patience;
        patience = null;
        if (armed != null) {
            armed.cancel(false);
        }
    }
}
