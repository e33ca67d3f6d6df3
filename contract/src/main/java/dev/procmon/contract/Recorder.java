// SPDX-License-Identifier: Apache-2.0
package dev.procmon.contract;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers all that is told of one process. Thread-safe. */
class Recorder implements ProcessListener, OutputListener {

    private final List<String> told = new ArrayList<>();
    private final Map<StdStream, ByteArrayOutputStream> written = new EnumMap<>(StdStream.class);
    private Optional<ExitStatus> status = Optional.empty();
    private Optional<ExitStatus> leaderStatus = Optional.empty();
    private Optional<SpawnFailure> failure = Optional.empty();
    private int ended;
    private boolean ready = true;

    @Override
    public synchronized void spawned(long pid) {
        told.add(pid > 0 ? "spawned" : "spawned without a pid");
    }

    @Override
    public synchronized void spawnFailed(SpawnFailure why) {
        told.add("spawnFailed");
        failure = Optional.of(why);
    }

    @Override
    public synchronized void leaderExited(ExitStatus how) {
        told.add("leaderExited");
        leaderStatus = Optional.of(how);
    }

    @Override
    public synchronized void exited(ExitStatus how) {
        told.add("exited");
        status = Optional.of(how);
    }

    @Override
    public synchronized void output(StdStream stream, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.computeIfAbsent(stream, _ -> new ByteArrayOutputStream()).writeBytes(copy);
    }

    @Override
    public synchronized boolean isReady() {
        return ready;
    }

    /** Say whether it takes output. */
    synchronized void ready(boolean whether) {
        ready = whether;
    }

    @Override
    public synchronized void ended(StdStream stream) {
        ended++;
    }

    /** What was told of its life, in order. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized Optional<ExitStatus> status() {
        return status;
    }

    synchronized Optional<ExitStatus> leaderStatus() {
        return leaderStatus;
    }

    synchronized Optional<SpawnFailure> failure() {
        return failure;
    }

    synchronized int endedStreams() {
        return ended;
    }

    synchronized boolean isSpawned() {
        return told.contains("spawned");
    }

    synchronized boolean isOver() {
        return told.contains("exited");
    }

    synchronized String text(StdStream stream) {
        ByteArrayOutputStream bytes = written.get(stream);
        return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
    }
}
