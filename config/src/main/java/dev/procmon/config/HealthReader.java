// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.MemoryRule;
import dev.procmon.core.program.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads when a program is ready and well: {@code ready}, {@code live}, {@code extend-max}, {@code restart-if}. */
final class HealthReader {

    /** The shortest duration that is one. */
    static final Duration SHORTEST = Duration.ofNanos(1);

    /** The default of {@code restart-if.for}. */
    static final Duration MEMORY_TIME = Duration.ofMinutes(1);

    /**
     * What was read.
     *
     * @param policy without the probes
     */
    record Health(HealthPolicy policy, Optional<ProbeText> ready, Optional<ProbeText> live) {}

    private final Fields fields;
    private final BaseDirectory directory;
    private final Placeholders first;

    HealthReader(Fields fields, BaseDirectory directory, Placeholders first) {
        this.fields = fields;
        this.directory = directory;
        this.first = first;
    }

    Health read(Notification notification) {
        Optional<Fields> ready = fields.inner(Key.READY, Section.READY);
        Optional<Fields> live = fields.inner(Key.LIVE, Section.LIVE);
        boolean tells = !(notification instanceof Notification.None);
        Optional<ProbeText> readyProbe = ready.isPresent() ? ready(ready.get(), tells) : Optional.empty();
        Optional<ProbeText> liveProbe = live.isPresent() ? live(live.get()) : Optional.empty();
        Duration within = ready.isPresent()
                ? ready.get().duration(Key.READY_WITHIN, SHORTEST).orElse(HealthPolicy.READY_WITHIN)
                : HealthPolicy.READY_WITHIN;
        HealthPolicy policy = new HealthPolicy(
                Optional.empty(),
                tells,
                within,
                Optional.empty(),
                notification instanceof Notification.SdNotify told ? told.watchdog() : Optional.empty(),
                memory(),
                fields.duration(Key.EXTEND_MAX).orElse(HealthPolicy.EXTEND_MAX));
        return new Health(policy, readyProbe, liveProbe);
    }

    private Optional<ProbeText> ready(Fields ready, boolean tells) {
        ProbeReader reader = new ProbeReader(ready, ProbeReader.READY, directory, first);
        List<Key> given = reader.given();
        if (given.isEmpty() && tells) {
            reader.noteManners();
            return Optional.empty();
        }
        if (tells) {
            ready.without(given.getFirst(), "has no meaning where the program tells itself; take one of the two");
            return Optional.empty();
        }
        return probe(ready, reader, given, "ready", "http, tcp, exec, log or file");
    }

    private Optional<ProbeText> live(Fields live) {
        ProbeReader reader = new ProbeReader(live, ProbeReader.LIVE, directory, first);
        return probe(live, reader, reader.given(), "live", "http, tcp, exec or file");
    }

    private static Optional<ProbeText> probe(
            Fields probe, ProbeReader reader, List<Key> given, String subject, String targets) {
        if (given.isEmpty() && probe.isMistyped(reader.targets())) {
            return Optional.empty();
        }
        if (given.isEmpty()) {
            probe.problems()
                    .errorUnlessTorn(probe.offset(), subject + " says nothing to look at; expected one of " + targets);
            return Optional.empty();
        }
        if (given.size() > 1) {
            probe.without(
                    given.get(1),
                    "is the second thing to look at, beside " + given.getFirst().key() + "; expected one of "
                            + targets);
        }
        return reader.read(given.getFirst());
    }

    private Optional<MemoryRule> memory() {
        Optional<Fields> rule = fields.inner(Key.RESTART_IF, Section.RESTART_IF);
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        Duration time = rule.get().duration(Key.RESTART_IF_FOR).orElse(MEMORY_TIME);
        if (rule.get().value(Key.RESTART_IF_RSS).isEmpty()) {
            rule.get().missing(Key.RESTART_IF_RSS, rule.get().offset(), "restart-if has no \"rss\"");
            return Optional.empty();
        }
        OptionalLong bytes = rule.get().bytes(Key.RESTART_IF_RSS);
        return bytes.isPresent() ? Optional.of(new MemoryRule(bytes.getAsLong(), time)) : Optional.empty();
    }
}
