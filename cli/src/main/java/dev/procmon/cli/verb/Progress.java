// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.text.EventText;
import dev.procmon.cli.text.ProgramLabels;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.event.Event;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for the answer to a request, and shows what happens meanwhile. The request is made on a thread of its own, another one listens to
 * the events; this one prints, so that no line is torn.
 */
final class Progress {

    /** A reader that does not keep up makes the stream wait, not this process grow. */
    private static final int QUEUE_MAX = 1_024;

    /** How long to wait for one more event when the answer is there: they come over another connection. */
    private static final Duration AFTERMATH = Duration.ofMillis(40);

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ProcmonClient client;
    private final EventQuery query;
    private final ProgramLabels labels;
    private final boolean colours;
    private final Context context;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(QUEUE_MAX);
    private Optional<Duration> patience = Optional.empty();
    private boolean shown = true;
    private volatile boolean over;

    /** The answer did not come in time. */
    static final class LateException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** What the printing thread hears of. */
    private sealed interface Heard {

        record Happened(Event event) implements Heard {}

        record Answered() implements Heard {}
    }

    private Progress(ProcmonClient client, EventQuery query, ProgramLabels labels, boolean colours, Context context) {
        this.client = client;
        this.query = query;
        this.labels = labels;
        this.colours = colours;
        this.context = context;
    }

    /**
     * Look at programs now, to show what happens to them from now on.
     *
     * @throws ClientException where they are not known
     */
    static Progress from(ProcmonClient client, List<String> patterns, boolean colours, Context context) {
        ProgramList now = client.programs(patterns);
        List<String> names = new ArrayList<>();
        for (ProgramStatus program : now.programs()) {
            names.add(program.name());
        }
        EventQuery query =
                new EventQuery(patterns, OptionalLong.of(now.lastEvent()), Optional.empty(), OptionalInt.empty());
        return new Progress(client, query, new ProgramLabels(names, colours), colours, context);
    }

    /** Wait for the answer for so long at the most, and end with {@link LateException} then. */
    Progress patient(Optional<Duration> most) {
        patience = most;
        return this;
    }

    /** Show nothing: for who prints JSON. */
    void silently() {
        shown = false;
    }

    /**
     * Make a request, and return its answer when it comes.
     *
     * @throws ClientException where it is not fulfilled
     */
    <T> T showUntil(Supplier<T> request, String sayWhenInterrupted) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (patience.isPresent()) {
            answer.orTimeout(patience.get().toMillis(), TimeUnit.MILLISECONDS);
        }
        var _ = answer.whenComplete((_, _) -> put(new Heard.Answered()));
        try (ClientStream<Event> events = client.followEvents(query);
                Interruption _ = new Interruption(() -> context.err().println("\n" + sayWhenInterrupted))) {
            background("procmon-events", () -> listen(events));
            background("procmon-request", () -> complete(answer, request));
            printUntilAnswered();
        } finally {
            over = true;
            heard.clear();
        }
        return result(answer);
    }

    private void printUntilAnswered() {
        boolean answered = false;
        while (true) {
            Optional<Heard> next = next(answered ? AFTERMATH : LONG);
            if (next.isEmpty() && answered) {
                return;
            }
            if (next.isPresent() && next.get() instanceof Heard.Happened(var event)) {
                print(event);
            } else {
                answered |= next.isPresent();
            }
        }
    }

    private void print(Event event) {
        if (shown && !event.message().isEmpty()) {
            context.out().println(EventText.line(event, labels, colours));
            context.out().flush();
        }
    }

    private void listen(ClientStream<Event> events) {
        try {
            while (!over) {
                Optional<Event> event = events.next(LONG);
                if (event.isPresent()) {
                    put(new Heard.Happened(event.get()));
                }
            }
        } catch (ClientException gone) {
            // Whether that is bad is known to who waits for the answer.
            over = true;
        }
    }

    private Optional<Heard> next(Duration most) {
        try {
            return Optional.ofNullable(heard.poll(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts the command", unexpected);
        }
    }

    private void put(Heard one) {
        try {
            heard.put(one);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts who listens", unexpected);
        }
    }

    private static void background(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> request) {
        try {
            answer.complete(request.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private static <T> T result(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case ClientException refused -> throw refused;
                case TimeoutException _ -> throw new LateException();
                case null, default -> throw e;
            }
        }
    }
}
