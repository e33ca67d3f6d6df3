// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.config.Configuration;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.forward.Collectors;
import dev.procmon.daemon.forward.ForwardReport;
import dev.procmon.daemon.forward.ForwardState;
import dev.procmon.daemon.forward.ForwardedOutput;
import dev.procmon.daemon.forward.Forwarding;
import dev.procmon.daemon.forward.Receivers;
import dev.procmon.daemon.logs.LogStore;
import dev.procmon.daemon.supervision.Supervision;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Forwards output where the configuration says so, and tells how that goes. Nothing is made where it does not. */
final class Forwards implements Consumer<Configuration>, AutoCloseable {

    private static final String COLLECTORS = "otlp";

    private final LogStore logs;
    private final Path state;
    private final Instant begun;
    private final Supervision supervision;
    private Optional<Forwarding> forwarding = Optional.empty();
    private volatile boolean isOver;

    /**
     * Make it.
     *
     * @param state the state directory of the instance
     * @param begun when this supervisor began
     */
    Forwards(LogStore logs, Path state, Instant begun, Supervision supervision) {
        this.logs = logs;
        this.state = state;
        this.begun = begun;
        this.supervision = supervision;
    }

    /** Bring into effect what a configuration says. From any thread. */
    @Override
    public synchronized void accept(Configuration configuration) {
        if (forwarding.isEmpty() && !configuration.settings().forwards().isEmpty()) {
            forwarding = Optional.of(make());
        }
        if (forwarding.isPresent()) {
            forwarding.get().apply(configuration);
        }
    }

    /** Return what does not work, a sentence each. */
    synchronized List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (ForwardState each : states()) {
            each.trouble().ifPresent(why -> troubles.add("cannot forward output to " + each.name() + ": " + why));
        }
        return troubles;
    }

    /** Return how it stands with each receiver that gets something. */
    synchronized List<ForwardState> states() {
        return forwarding.isPresent() ? forwarding.get().states() : List.of();
    }

    /** Send what there is, for a few seconds at the most. When the reactor has ended and nothing is written any more. */
    @Override
    public void close() {
        isOver = true;
        Optional<Forwarding> last;
        synchronized (this) {
            last = forwarding;
        }
        if (last.isPresent()) {
            last.get().close();
        }
    }

    private Forwarding make() {
        InstantSource clock = InstantSource.system();
        return new Forwarding(
                ForwardedOutput.of(logs),
                state,
                begun,
                clock,
                new Receivers(clock, new Collectors(collectors())),
                this::tell);
    }

    private void tell(ForwardReport report) {
        Notice notice = new Notice.Forwarded(report);
        if (isOver) {
            supervision.record(notice);
        } else {
            supervision.tell(notice);
        }
    }

    /** It is beside the directory of our jars. */
    private static Path collectors() {
        URI own = URI.create(Forwarding.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        return Path.of(own).resolveSibling("..").resolve(COLLECTORS).normalize();
    }
}
