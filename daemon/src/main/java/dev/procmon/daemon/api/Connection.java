// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.json.JsonException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: answers its requests one after the other, in the order in which they came, until one of both sides has enough. All of
 * it happens on the thread of the server.
 *
 * <p>There is one timer: for a request that is arriving, else for an answer that is not read, else for a connection without a request.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    private final Access access;
    private final Surroundings shared;
    /** {@link Request}, or {@link ProblemDetail} for what could not become one. */
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private Optional<OpenStream> stream = Optional.empty();
    private @Nullable ChannelHandlerContext own;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable CompletableFuture<Answer> underWay;
    private long bodyBytes;
    private boolean isBusy;
    private boolean isArriving;
    private boolean wantsHeadOnly;
    private boolean isRefusing;
    private boolean isLeaving;
    private boolean hasTurn;
    private boolean inputHasEnded;

    Connection(Access access, Surroundings shared) {
        this.access = access;
        this.shared = shared;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        own = context;
        await(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        long bytes = message instanceof Request request ? request.body().length() : 0;
        if (isLeaving || isRefusing) {
            shared.bodies().giveBack(bytes);
            return;
        }
        bodyBytes += bytes;
        isRefusing = message instanceof ProblemDetail;
        if (waiting.size() < shared.limits().pipelined()) {
            waiting.add(message);
        } else {
            isRefusing = true;
            waiting.add(Refusals.tooManyRequests(shared.limits().pipelined()));
        }
        if (isBusy && stream.isEmpty()) {
            context.channel().config().setAutoRead(false);
        }
        proceed(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof RequestDecoder.Progress progress) {
            arriving(context, progress == RequestDecoder.Progress.UNDER_WAY);
        } else if (event == RequestAssembler.Expectation.GO_ON) {
            // With others before it the answer would stand in the wrong place; the client sends its body after a while
            // by itself.
            if (!isBusy) {
                var _ = context.writeAndFlush(ResponseHead.goOn(), context.voidPromise());
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputHasEnded = true;
            if (stream.isPresent() || isLeaving || !isBusy) {
                close(context);
            } else if (underWay != null) {
                // It has ended its side and waits for the answer, or has gone: nobody can tell.
                start(context, shared.limits().requestTime(), () -> close(context));
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stream.ifPresent(OpenStream::pump);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimer();
        stream.ifPresent(OpenStream::end);
        giveUp();
        giveTurnBack();
        shared.bodies().giveBack(bodyBytes);
        bodyBytes = 0;
        waiting.clear();
        isLeaving = true;
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that is gone, or no TLS where there should be: the connection is of no use any longer, and nothing
        // is wrong here.
        boolean isOfTheClient = cause instanceof IOException || cause instanceof DecoderException;
        if (!isOfTheClient) {
            shared.fault().accept("a connection of the API", cause);
        }
        close(context);
    }

    /** End it as soon as what is under way is answered. */
    void leave() {
        ChannelHandlerContext context = own;
        waiting.clear();
        isRefusing = true;
        if (context != null && (stream.isPresent() || !isBusy)) {
            close(context);
        }
    }

    private void proceed(ChannelHandlerContext context) {
        while (!isBusy && !isLeaving) {
            Object next = waiting.poll();
            if (next == null) {
                break;
            }
            isBusy = true;
            wantsHeadOnly = next instanceof Request head && head.method().equals("HEAD");
            if (next instanceof Request request) {
                begin(context, request);
            } else {
                write(context, Answer.refusal((ProblemDetail) next), true);
            }
        }
        if (!isBusy && !isLeaving) {
            context.channel().config().setAutoRead(true);
            await(context);
        }
    }

    private void begin(ChannelHandlerContext context, Request request) {
        cancelTimer();
        // Nothing is read meanwhile: so nobody can pile up requests, and one who has ended its side, and is thus read
        // as gone, gets its answer.
        context.channel().config().setAutoRead(false);
        bodyBytes -= request.body().length();
        shared.bodies().giveBack(request.body().length());
        if (shared.answers().isExhausted()) {
            write(
                    context,
                    Answer.refusal(
                            Refusals.unavailable("too many answers wait to be read; try again"),
                            List.of("Retry-After: 1")),
                    !request.keepsAlive());
            return;
        }
        switch (access.admit(request)) {
            case Admission.Admitted who -> {
                if (isPage(request)) {
                    awaitTurn(context, request, who);
                } else {
                    perform(context, request, who);
                }
            }
            case Admission.Denied denied -> deny(context, denied);
        }
    }

    private static boolean isPage(Request request) {
        return !request.method().equals("POST")
                && !request.wantsStream()
                && (request.target().startsWith("/v1/logs") || request.target().startsWith("/v1/events"));
    }

    private void awaitTurn(ChannelHandlerContext context, Request request, Admission.Admitted who) {
        boolean isWaiting = shared.pages().take(() -> {
            hasTurn = true;
            if (isLeaving || !context.channel().isActive()) {
                giveTurnBack();
            } else {
                perform(context, request, who);
            }
        });
        if (!isWaiting) {
            write(
                    context,
                    Answer.refusal(
                            Refusals.unavailable("too many wait for pages of lines or events; try again"),
                            List.of("Retry-After: 1")),
                    !request.keepsAlive());
        }
    }

    private void giveTurnBack() {
        if (hasTurn) {
            hasTurn = false;
            shared.pages().giveBack();
        }
    }

    private void deny(ChannelHandlerContext context, Admission.Denied denied) {
        Answer.Whole answer = Answer.refusal(denied.problem(), denied.headers());
        long delay = denied.isGuess() ? shared.failures().next() : 0;
        if (delay == 0) {
            write(context, answer, true);
        } else {
            var _ = context.executor().schedule(() -> write(context, answer, true), delay, TimeUnit.NANOSECONDS);
        }
    }

    private void perform(ChannelHandlerContext context, Request request, Admission.Admitted who) {
        boolean last = !request.keepsAlive();
        CompletableFuture<Answer> answer;
        try {
            answer = shared.performer().perform(request, who);
        } catch (RuntimeException e) {
            write(context, failed(e), last);
            return;
        }
        if (request.method().equals("GET") && !answer.isDone()) {
            underWay = answer;
            // Only one whose end is read of can be noticed to have gone.
            start(context, shared.limits().linger(), () -> context.channel()
                    .config()
                    .setAutoRead(true));
        }
        var _ = answer.whenCompleteAsync(
                (done, failure) -> {
                    underWay = null;
                    if (answer.isCancelled()) {
                        // There is nobody to be answered.
                        return;
                    }
                    if (failure != null) {
                        write(context, failed(failure), last);
                    } else {
                        answer(context, done, last);
                    }
                },
                context.executor());
    }

    /** Nobody waits for what is being made. */
    private void giveUp() {
        CompletableFuture<Answer> unwanted = underWay;
        underWay = null;
        if (unwanted != null) {
            unwanted.cancel(false);
        }
    }

    private void answer(ChannelHandlerContext context, Answer answer, boolean last) {
        switch (answer) {
            case Answer.Whole whole -> write(context, whole, last);
            case Answer.Events(var feed) ->
                begin(context, new EventStream(context, feed, shared, refused -> refused(context, refused, last)));
            case Answer.Lines lines ->
                begin(context, new LineStream(context, lines, shared, refused -> refused(context, refused, last)));
        }
    }

    private void refused(ChannelHandlerContext context, Throwable refused, boolean last) {
        stream = Optional.empty();
        write(context, failed(refused), last);
    }

    private void begin(ChannelHandlerContext context, OpenStream begun) {
        if (isLeaving || inputHasEnded) {
            close(context);
            return;
        }
        cancelTimer();
        stream = Optional.of(begun);
        context.channel().config().setAutoRead(true);
        begun.start();
    }

    private Answer.Whole failed(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case RefusedException refused -> Answer.refusal(Refusals.of(refused));
            case RefusalException refused -> Answer.refusal(refused.problem());
            case JsonException wrong -> Answer.refusal(Refusals.malformed("the body: " + wrong.getMessage()));
            case Route.WrongMethodException wrong ->
                Answer.refusal(
                        Refusals.wrongMethod("this path takes only " + wrong.allowed()),
                        List.of("Allow: " + wrong.allowed()));
            default -> {
                shared.fault().accept("a request to the API", cause);
                yield Answer.refusal(Refusals.fault());
            }
        };
    }

    private void write(ChannelHandlerContext context, Answer.Whole answer, boolean last) {
        if (!context.channel().isActive() || isLeaving) {
            return;
        }
        boolean closes = last || (isRefusing && waiting.isEmpty());
        ByteBuf bytes = ResponseHead.whole(wantsHeadOnly ? answer.withoutBody() : answer, closes);
        // Of pages there are only a few.
        long size = hasTurn ? 0 : bytes.readableBytes();
        shared.answers().force(size);
        isBusy = true;
        start(context, shared.limits().idle(), () -> close(context));
        ChannelFuture written = context.writeAndFlush(bytes);
        var _ = written.addListener((ChannelFutureListener) done -> {
            shared.answers().giveBack(size);
            giveTurnBack();
            isBusy = false;
            written(context, done.isSuccess(), closes);
        });
    }

    private void written(ChannelHandlerContext context, boolean arrived, boolean closes) {
        if (!arrived) {
            close(context);
        } else if (closes || (inputHasEnded && waiting.isEmpty())) {
            linger(context);
        } else {
            cancelTimer();
            proceed(context);
        }
    }

    /** Close, but not before the client has read the answer: what it still sends is read, for a socket that is closed unread takes the answer with it. */
    private void linger(ChannelHandlerContext context) {
        isLeaving = true;
        waiting.clear();
        if (inputHasEnded) {
            close(context);
            return;
        }
        context.channel().config().setAutoRead(true);
        Outputs.shutDown(context.channel());
        start(context, shared.limits().linger(), () -> close(context));
    }

    private void arriving(ChannelHandlerContext context, boolean isUnderWay) {
        if (isArriving == isUnderWay || isLeaving || isRefusing) {
            return;
        }
        isArriving = isUnderWay;
        if (isBusy) {
            return;
        }
        await(context);
    }

    /** Wait for a request, or for the rest of one. */
    private void await(ChannelHandlerContext context) {
        if (isArriving) {
            Duration time = shared.limits().requestTime();
            start(context, time, () -> {
                isRefusing = true;
                write(context, Answer.refusal(Refusals.tooSlow(time.toSeconds())), true);
            });
        } else {
            start(context, shared.limits().idle(), () -> close(context));
        }
    }

    private void start(ChannelHandlerContext context, Duration time, Runnable then) {
        cancelTimer();
        timer = context.executor().schedule(then, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cancelTimer() {
        ScheduledFuture<?> armed = timer;
        timer = null;
        if (armed != null) {
            armed.cancel(false);
        }
    }

    private void close(ChannelHandlerContext context) {
        isLeaving = true;
        var _ = context.close();
    }
}
