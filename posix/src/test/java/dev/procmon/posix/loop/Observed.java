// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process in a test: remembers all that is told of it, and can be waited for. */
final class Observed implements ProcessListener, OutputListener {

    private static final long PATIENCE_SECONDS = 60;

    final CompletableFuture<Long> spawned = new CompletableFuture<>();
    final CompletableFuture<Ending> ended = new CompletableFuture<>();
    final CompletableFuture<ExitStatus> leaderEnded = new CompletableFuture<>();
    final CompletableFuture<Void> outputEnded = new CompletableFuture<>();
    final CompletableFuture<ChildProcess> process = new CompletableFuture<>();
    final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
    final List<String> unheard = new CopyOnWriteArrayList<>();
    private final Map<StdStream, ByteArrayOutputStream> bytes = new EnumMap<>(StdStream.class);
    private final Set<StdStream> open = EnumSet.allOf(StdStream.class);

    Observed() {
        for (StdStream stream : StdStream.values()) {
            bytes.put(stream, new ByteArrayOutputStream());
        }
    }

    @Override
    public void spawned(long pid) {
        spawned.complete(pid);
    }

    @Override
    public void spawnFailed(SpawnFailure failure) {
        check(ended.complete(failure), "told twice of an end");
        spawned.completeExceptionally(new AssertionError(failure.describe()));
    }

    @Override
    public void leaderExited(ExitStatus status) {
        check(
                !ended.isDone() && leaderEnded.complete(status),
                "told twice of the end of the leader, or after the end of all");
    }

    @Override
    public void exited(ExitStatus status) {
        check(ended.complete(status), "told twice of an end");
    }

    @Override
    public void notified(Notice notice) {
        check(spawned.isDone() && !ended.isDone(), "told of a notice before the spawn or after the end");
        notices.add(notice);
    }

    @Override
    public void unheard(String why) {
        check(spawned.isDone() && !ended.isDone(), "told of a message before the spawn or after the end");
        unheard.add(why);
    }

    @Override
    public synchronized void output(StdStream stream, ByteBuffer chunk) {
        check(open.contains(stream), "output after the end of " + stream);
        byte[] copy = new byte[chunk.remaining()];
        chunk.get(copy);
        bytes.get(stream).writeBytes(copy);
    }

    @Override
    public synchronized void ended(StdStream stream) {
        check(open.remove(stream), "told twice of the end of " + stream);
        if (open.isEmpty()) {
            outputEnded.complete(null);
        }
    }

    /** Return what has come so far. */
    synchronized byte[] bytes(StdStream stream) {
        return bytes.get(stream).toByteArray();
    }

    synchronized boolean isOpen(StdStream stream) {
        return open.contains(stream);
    }

    String text(StdStream stream) {
        return new String(bytes(stream), StandardCharsets.UTF_8);
    }

    long pid() {
        return get(spawned);
    }

    Ending ending() {
        return get(ended);
    }

    /** Wait for the end of the process and of its output, and return what it wrote. */
    String output() {
        pid();
        ending();
        get(outputEnded);
        return text(StdStream.STDOUT);
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError("did not happen: " + failed, failed);
        }
    }

    private void check(boolean expected, String otherwise) {
        if (!expected) {
            ended.completeExceptionally(new AssertionError(otherwise));
            throw new AssertionError(otherwise);
        }
    }
}
