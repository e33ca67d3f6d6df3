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
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a scripted child does. It begins as a program that runs for ever, writes nothing, and takes signals as the kernel
 * has it (signal(7)): one that it does not handle ends it at once, but CHLD, CONT, URG and WINCH do nothing, and a stop
 * signal stops it, so that it takes no harmless signal until CONT; one that ends processes wakes it, as every reactor sees to.
 *
 * <p>Immutable: each method returns another script.
 */
public final class ChildScript {

    private static final ChildScript RUNS_FOREVER = new ChildScript(new Parts(
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Map.of(),
            List.of(),
            Duration.ZERO,
            List.of(),
            List.of(),
            OptionalLong.empty()));

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

    /** It tells the supervisor something, so long after its spawn. */
    record Tell(Duration after, String text) {}

    /** Another process of its tree, which lives so long after its end, and what it ignores. */
    record Other(Duration lives, Set<Signal> ignored) {}

    private final Parts parts;

    private ChildScript(Parts parts) {
        this.parts = parts;
    }

    /** All that a script says. */
    private record Parts(
            Optional<SpawnFailure> failure,
            Duration spawnTime,
            Optional<Death> death,
            Map<Signal, Reaction> reactions,
            List<Write> writes,
            Duration outputHeld,
            List<Tell> tells,
            List<Other> others,
            OptionalLong memory) {
        Parts {
            reactions = Map.copyOf(reactions);
            writes = List.copyOf(writes);
            tells = List.copyOf(tells);
            others = List.copyOf(others);
        }
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
        return RUNS_FOREVER.failing(new SpawnFailure(errno, "so the script says"));
    }

    /** Let it end by itself, so long after its spawn. */
    public ChildScript thatEndsAfter(Duration after, ExitStatus status) {
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                Optional.of(new Death(after, status)),
                parts.reactions,
                parts.writes,
                parts.outputHeld,
                parts.tells,
                parts.others,
                parts.memory));
    }

    /** Let it take so long until the spawn is answered; 0 by default. */
    public ChildScript thatIsSpawnedAfter(Duration time) {
        return new ChildScript(new Parts(
                parts.failure,
                time,
                parts.death,
                parts.reactions,
                parts.writes,
                parts.outputHeld,
                parts.tells,
                parts.others,
                parts.memory));
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
        List<Write> more = new ArrayList<>(parts.writes);
        more.add(new Write(after, stream, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer()));
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                parts.death,
                parts.reactions,
                more,
                parts.outputHeld,
                parts.tells,
                parts.others,
                parts.memory));
    }

    /** Let it write text as UTF-8 to its standard output, so long after its spawn. */
    public ChildScript thatWrites(Duration after, String text) {
        return thatWrites(after, StdStream.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Let it leave a process behind that holds its output open so long after its end. */
    public ChildScript whoseOutputIsHeldFor(Duration time) {
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                parts.death,
                parts.reactions,
                parts.writes,
                time,
                parts.tells,
                parts.others,
                parts.memory));
    }

    /**
     * Let there be another process of its tree, which lives so long after its end and no longer. Only a signal to the whole tree
     * reaches it: it ends of what ends processes, unless it ignores that.
     */
    public ChildScript thatLeavesBehind(Duration lives, Signal... ignored) {
        List<Other> more = new ArrayList<>(parts.others);
        more.add(new Other(lives, Set.of(ignored)));
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                parts.death,
                parts.reactions,
                parts.writes,
                parts.outputHeld,
                parts.tells,
                more,
                parts.memory));
    }

    /** Let it tell the supervisor something, so long after its spawn: {@code READY=1}. */
    public ChildScript thatTells(Duration after, String text) {
        List<Tell> more = new ArrayList<>(parts.tells);
        more.add(new Tell(after, text));
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                parts.death,
                parts.reactions,
                parts.writes,
                parts.outputHeld,
                more,
                parts.others,
                parts.memory));
    }

    /** Let its tree have so many bytes of memory in use, up to {@link VirtualProcess#use}. */
    public ChildScript thatUses(long bytes) {
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                parts.death,
                parts.reactions,
                parts.writes,
                parts.outputHeld,
                parts.tells,
                parts.others,
                OptionalLong.of(bytes)));
    }

    private ChildScript failing(SpawnFailure failure) {
        return new ChildScript(new Parts(
                Optional.of(failure),
                parts.spawnTime,
                parts.death,
                parts.reactions,
                parts.writes,
                parts.outputHeld,
                parts.tells,
                parts.others,
                parts.memory));
    }

    private ChildScript reacting(Signal signal, Reaction reaction) {
        Map<Signal, Reaction> more = new HashMap<>(parts.reactions);
        more.put(signal, reaction);
        return new ChildScript(new Parts(
                parts.failure,
                parts.spawnTime,
                parts.death,
                more,
                parts.writes,
                parts.outputHeld,
                parts.tells,
                parts.others,
                parts.memory));
    }

    Optional<SpawnFailure> failure() {
        return parts.failure;
    }

    Duration spawnTime() {
        return parts.spawnTime;
    }

    Optional<Death> death() {
        return parts.death;
    }

    Optional<Reaction> reaction(Signal signal) {
        return Optional.ofNullable(parts.reactions.get(signal));
    }

    List<Write> writes() {
        return parts.writes;
    }

    Duration outputHeld() {
        return parts.outputHeld;
    }

    List<Tell> tells() {
        return parts.tells;
    }

    List<Other> others() {
        return parts.others;
    }

    OptionalLong memory() {
        return parts.memory;
    }
}
