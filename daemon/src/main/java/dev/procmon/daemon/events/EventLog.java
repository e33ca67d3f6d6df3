// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.daemon.api.Operations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events: the latest in memory and all of them, up to a size, in files of one JSON object per line, which a later supervisor goes
 * on with. Thread-safe. All work is done on a thread of its own, which begins with the first event or question: whoever appends
 * never waits for a disk.
 *
 * <p>Numbers grow without end, over restarts too; one that was given to an event which got lost is not given again. Events are told to
 * those who follow after they were written, so that one who was told of an event finds it after a crash of the supervisor. Nothing is
 * synced: a crash of the kernel may cost the latest.
 *
 * <p>Where the directory cannot be written, events are kept in memory and writing is tried again with all that come; what falls out of
 * memory before that is lost, and counted. The log tells of such things by events of its own, whose kinds begin with {@code events-}.
 */
public final class EventLog implements AutoCloseable {

    /** So many events may wait to be written. */
    private static final int WAITING_MAX = 8192;

    private static final int SEGMENTS = 8;
    private static final long SEGMENT_MIN = 64 * 1024;

    /** How long the end waits for a disk that does not answer, in milliseconds. */
    private static final long PATIENCE = 5_000;

    private final EventIntake intake;
    private final EventWriter writer;
    private volatile @Nullable Thread thread;

    private EventLog(EventIntake intake, EventWriter writer) {
        this.intake = intake;
        this.writer = writer;
    }

    /**
     * Open the log of an instance and look what an earlier supervisor has left. A directory that cannot be read or written is no
     * failure: it is told, and tried again.
     *
     * @param directory where it is, made with the first event where there is none; without one all is in memory
     * @param keepBytes how large the files may be together
     * @param maker makes the events by which the log tells of itself
     */
    public static EventLog open(Optional<Path> directory, long keepBytes, EventMaker maker) {
        Optional<EventFiles> files = directory.map(DirectoryFiles::new);
        return open(files, keepBytes, Math.max(keepBytes / SEGMENTS, SEGMENT_MIN), WAITING_MAX, maker);
    }

    static EventLog open(
            Optional<EventFiles> files, long keepBytes, long segmentBytes, int waitingMax, EventMaker maker) {
        Optional<EventStore> store = files.map(each -> new EventStore(each, keepBytes, segmentBytes));
        EventIntake intake = new EventIntake(0, waitingMax);
        EventWriter writer = new EventWriter(intake, store, maker);
        EventLog log = new EventLog(intake, writer);
        if (writer.recover()) {
            log.start();
        }
        return log;
    }

    /** Keep an event, and return it with its number. */
    public Event append(Event event) {
        Event numbered = intake.append(event);
        start();
        return numbered;
    }

    /** Return the number of the last event, 0 where there was none. */
    public long lastId() {
        return intake.lastId();
    }

    /**
     * Return events that were: the latest where the query says how many or says nothing, else the oldest of those that it asks for, at
     * most 10,000. The result completes on the thread of the log.
     *
     * @param query its programs are not looked at
     * @param filter of which programs
     */
    public CompletableFuture<EventPage> page(EventQuery query, EventFilter filter) {
        return ask(pages -> pages.page(query, filter));
    }

    /**
     * Follow events: first those that were, as a query asks for them but without a limit, then those that come; each once, in order. What
     * the intake had to drop is told to nobody.
     *
     * @param query its programs are not looked at
     * @param filter of which programs
     * @param listener told on the thread of the log; it must not block. One that throws is told nothing more
     */
    public Operations.Following follow(EventQuery query, EventFilter filter, Consumer<Event> listener) {
        EventFollower follower = new EventFollower(query.since(), filter, listener);
        long last = intake.lastId();
        if (intake.ask(() -> writer.admit(follower, query, filter, last))) {
            start();
        }
        return follower;
    }

    /** Return how many events are lost since this log was opened: dropped because too many came, or fallen out of memory before they could be written. */
    public long lost() {
        return intake.lost() + writer.lost();
    }

    /** Say what is wrong with the log, a sentence for each thing. */
    public List<String> troubles() {
        return writer.troubles();
    }

    /** Write all that was appended, and end. What is appended later is kept by nobody. */
    @Override
    public void close() {
        intake.close();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> CompletableFuture<T> ask(Function<EventPages, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean isAsked = intake.ask(() -> {
            try {
                answer.complete(question.apply(writer.pages()));
            } catch (RuntimeException fault) {
                answer.completeExceptionally(fault);
            }
        });
        if (isAsked) {
            start();
        } else {
            answer.completeExceptionally(new IllegalStateException("the event log is closed"));
        }
        return answer;
    }

    private void start() {
        if (thread == null) {
            startOnce();
        }
    }

    private synchronized void startOnce() {
        if (thread == null) {
            Thread started = new Thread(writer, "procmon-events");
            started.setDaemon(true);
            thread = started;
            started.start();
        }
    }
}
