// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scripted child does. It begins as a program that runs for ever, writes nothing, and takes signals as the kernel
 * has it (signal(7)): one that it does not handle ends it at once, but CHLD, CONT, URG and WINCH do nothing, and a stop
 * signal stops it, so that only KILL ends it from then on until CONT.
 *
 * <p>Immutable: each method returns another script.
 */
public final class ChildScript {

    private static final ChildScript RUNS_FOREVER =
            new ChildScript(Optional.empty(), Duration.ZERO, Optional.empty(), Map.of(), List.of(), Duration.ZERO);

    /** What the child does on a signal. */
    sealed interface Reaction {}

    /** Nothing. */
    record Ignore() implements Reaction {}

    /** It ends, so much later. */
    record End(Duration after, ExitStatus status) implements Reaction {}

    /** The kernel refuses to deliver it. */
    record Refuse(String errno) implements Reaction {}

    /** It ends by itself, so long after its spawn. */
    record Death(Duration after, ExitStatus status) {}

    /** It writes, so long after its spawn. */
    record Write(Duration after, StdStream stream, ByteBuffer bytes) {}

    private final Optional<SpawnFailure> failure;
    private final Duration spawnTime;
    private final Optional<Death> death;
    private final Map<Signal, Reaction> reactions;
    private final List<Write> writes;
    private final Duration outputHeld;

    private ChildScript(
            Optional<SpawnFailure> failure,
            Duration spawnTime,
            Optional<Death> death,
            Map<Signal, Reaction> reactions,
            List<Write> writes,
            Duration outputHeld) {
        this.failure = failure;
        this.spawnTime = spawnTime;
        this.death = death;
        this.reactions = Map.copyOf(reactions);
        this.writes = List.copyOf(writes);
        this.outputHeld = outputHeld;
    }

    /** A program that runs until a signal ends it. */
    public static ChildScript runsForever() {
        return RUNS_FOREVER;
    }

    /** A program that ends by itself, so long after its spawn. */
    public static ChildScript exitsAfter(Duration after, int code) {
        return RUNS_FOREVER.thatEndsAfter(after, ExitStatus.exited(code));
    }

    /** A program that cannot be spawned. */
    public static ChildScript failsToSpawn(String errno) {
        return new ChildScript(
                Optional.of(new SpawnFailure(errno, "so the script says")),
                Duration.ZERO,
                Optional.empty(),
                Map.of(),
                List.of(),
                Duration.ZERO);
    }

    /** Let it end by itself, so long after its spawn. */
    public ChildScript thatEndsAfter(Duration after, ExitStatus status) {
        return new ChildScript(
                failure, spawnTime, Optional.of(new Death(after, status)), reactions, writes, outputHeld);
    }

    /** Let it take so long until the spawn is answered; 0 by default. */
    public ChildScript thatIsSpawnedAfter(Duration time) {
        return new ChildScript(failure, time, death, reactions, writes, outputHeld);
    }

    /** Let it take a signal by exiting with a code, so much later. */
    public ChildScript thatExitsOn(Signal signal, Duration after, int code) {
        return reacting(signal, new End(after, ExitStatus.exited(code)));
    }

    /** Let a signal end it so much later, as one that the kernel cannot deliver at once. */
    public ChildScript thatIsEndedBy(Signal signal, Duration after) {
        return reacting(signal, new End(after, ExitStatus.signaled(signal)));
    }

    /** Let it ignore a signal, even KILL, as a process does that hangs in the kernel. */
    public ChildScript thatIgnores(Signal signal) {
        return reacting(signal, new Ignore());
    }

    /** Let the kernel refuse a signal to it. */
    public ChildScript thatMayNotBeSent(Signal signal, String errno) {
        return reacting(signal, new Refuse(errno));
    }

    /** Let it write bytes, so long after its spawn. */
    public ChildScript thatWrites(Duration after, StdStream stream, byte[] bytes) {
        List<Write> more = new ArrayList<>(writes);
        more.add(new Write(after, stream, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer()));
        return new ChildScript(failure, spawnTime, death, reactions, more, outputHeld);
    }

    /** Let it write text as UTF-8 to its standard output, so long after its spawn. */
    public ChildScript thatWrites(Duration after, String text) {
        return thatWrites(after, StdStream.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Let it leave a process behind that holds its output open so long after its end. */
    public ChildScript whoseOutputIsHeldFor(Duration time) {
        return new ChildScript(failure, spawnTime, death, reactions, writes, time);
    }

    private ChildScript reacting(Signal signal, Reaction reaction) {
        Map<Signal, Reaction> more = new HashMap<>(reactions);
        more.put(signal, reaction);
        return new ChildScript(failure, spawnTime, death, more, writes, outputHeld);
    }

    Optional<SpawnFailure> failure() {
        return failure;
    }

    Duration spawnTime() {
        return spawnTime;
    }

    Optional<Death> death() {
        return death;
    }

    Optional<Reaction> reaction(Signal signal) {
        return Optional.ofNullable(reactions.get(signal));
    }

    List<Write> writes() {
        return writes;
    }

    Duration outputHeld() {
        return outputHeld;
    }
}
