// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.cli.text.JoinedLines;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.status.ProgramList;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the full-screen view. One thread takes what comes in, lets the model decide, and draws; others read keys, look at the programs,
 * follow a log and make requests, and only put what they have into the queue of the first.
 */
public final class TopSession {

    /** Who has more to say waits: no log is faster than what can be drawn. */
    private static final int QUEUE_MAX = 256;

    private static final int REQUESTS_AT_ONCE = 4;
    private static final int REQUESTS_WAITING_MAX = 16;
    private static final int LOG_LINES = 500;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Supplier<ProcmonClient> connecting;
    private final Screen screen;
    private final BlockingQueue<TopInput> inputs = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final ThreadPoolExecutor requests = new ThreadPoolExecutor(
            REQUESTS_AT_ONCE,
            REQUESTS_AT_ONCE,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(REQUESTS_WAITING_MAX),
            Thread.ofPlatform().daemon().name("procmon-request-", 0).factory());
    private Optional<Log> log = Optional.empty();
    private TopModel model;
    private boolean over;

    /**
     * Make it.
     *
     * @param connecting connects to the supervisor, each time anew
     * @param asking whether to ask before something is ended
     */
    public TopSession(Supplier<ProcmonClient> connecting, Screen screen, boolean asking) {
        this.connecting = connecting;
        this.screen = screen;
        this.model = TopModel.first(asking);
        requests.allowCoreThreadTimeOut(true);
    }

    /** Run until the user has had enough. */
    public void run() {
        screen.onResize(() -> inputs.offer(new TopInput.Resized()));
        background("procmon-keys", this::readKeys);
        try (Looks looks = new Looks(connecting, List.of(), LOOK, new Looked())) {
            looks.start();
            while (!over) {
                draw();
                take(next());
                // Many at once are drawn once.
                for (TopInput more = inputs.poll(); more != null && !over; more = inputs.poll()) {
                    take(more);
                }
            }
        } finally {
            endLog();
            requests.shutdownNow();
        }
    }

    private void draw() {
        screen.draw(TopScreen.render(model, screen.columns(), screen.rows(), ZoneId.systemDefault()));
    }

    private void take(TopInput input) {
        TopModel.Step step = model.step(input);
        model = step.model();
        for (TopRequest request : step.requests()) {
            perform(request);
        }
    }

    private void perform(TopRequest request) {
        switch (request) {
            case TopRequest.Quit() -> over = true;
            case TopRequest.EndLog() -> endLog();
            case TopRequest.FollowLog(var program) -> {
                endLog();
                Log started = new Log(program);
                log = Optional.of(started);
                background("procmon-log", started::follow);
            }
            case TopRequest.AskWhy(var program) -> ask(client -> new TopInput.Explained(client.why(program)));
            case TopRequest.Act(var action, var program) ->
                ask(client -> new TopInput.Answered(client.act(ActionRequest.of(action, List.of(program)))));
        }
    }

    private void endLog() {
        log.ifPresent(Log::end);
        log = Optional.empty();
    }

    /** Something that is asked of the supervisor. */
    private interface Question {

        TopInput ask(ProcmonClient client);
    }

    private void ask(Question question) {
        try {
            requests.execute(() -> put(answer(question)));
        } catch (RejectedExecutionException tooMany) {
            model = model.step(new TopInput.Refused("too many requests are under way"))
                    .model();
        }
    }

    private TopInput answer(Question question) {
        try (ProcmonClient client = connecting.get()) {
            return question.ask(client);
        } catch (ClientException e) {
            return new TopInput.Refused(String.valueOf(e.getMessage()));
        }
    }

    private void readKeys() {
        Key key;
        do {
            key = screen.read();
            put(new TopInput.Pressed(key));
        } while (!key.equals(Key.END));
    }

    private TopInput next() {
        try {
            return inputs.take();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("nobody interrupts who draws", unexpected);
        }
    }

    private void put(TopInput input) {
        try {
            inputs.put(input);
        } catch (InterruptedException ended) {
            // The view has been left: nobody wants to know.
            Thread.currentThread().interrupt();
        }
    }

    private static void background(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    /** What the look at the programs brings. */
    private final class Looked implements Looks.Seen {

        @Override
        public void looked(ProcmonClient client, ProgramList list) {
            put(new TopInput.Looked(list));
        }

        @Override
        public void lost(ClientException why) {
            put(new TopInput.Lost(String.valueOf(why.getMessage())));
        }
    }

    /** The log that is followed. */
    private final class Log {

        private final String program;
        private final JoinedLines joining = new JoinedLines();
        private Optional<ClientStream<LogLine>> stream = Optional.empty();
        private boolean ended;

        Log(String program) {
            this.program = program;
        }

        void follow() {
            LogQuery query = new LogQuery(
                    List.of(program),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.of(LOG_LINES),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty());
            try (ProcmonClient client = connecting.get();
                    ClientStream<LogLine> lines = client.followLogs(query)) {
                begin(lines);
                while (!isEnded()) {
                    take(lines.next(joining.patience()));
                }
            } catch (ClientException e) {
                put(new TopInput.Refused(String.valueOf(e.getMessage())));
            }
        }

        private void take(Optional<LogLine> next) {
            List<JoinedLines.Joined> whole = next.isPresent() ? joining.add(next.get()) : joining.rest();
            whole.forEach(line -> put(new TopInput.Wrote(line)));
        }

        synchronized void end() {
            ended = true;
            stream.ifPresent(ClientStream::close);
        }

        private synchronized void begin(ClientStream<LogLine> lines) {
            stream = Optional.of(lines);
            if (ended) {
                lines.close();
            }
        }

        private synchronized boolean isEnded() {
            return ended;
        }
    }
}
