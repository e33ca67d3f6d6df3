// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes those who take output of what the configuration says of them. */
public final class Receivers implements Function<Forward.Target, Receiver> {

    private final InstantSource clock;
    private final Supplier<Optional<CollectorProvider>> collectors;

    /**
     * Make it.
     *
     * @param collectors asked for when the first collector is to be talked to, for it loads what else is not needed
     */
    public Receivers(InstantSource clock, Supplier<Optional<CollectorProvider>> collectors) {
        this.clock = clock;
        this.collectors = collectors;
    }

    /** Return a receiver; nothing is connected yet. */
    @Override
    public Receiver apply(Forward.Target target) {
        return switch (target) {
            case Forward.Target.SyslogSocket(var path, int facility) ->
                new SyslogSocket(new Datagrams(path), new SyslogFormat(facility, HostName.read()));
            case Forward.Target.SyslogTcp tcp ->
                new SyslogTcp(tcp, new SyslogFormat(tcp.facility(), HostName.read()), clock);
            case Forward.Target.Journal(var path) -> new Journal(new Datagrams(path));
            case Forward.Target.OpenTelemetry collector -> {
                Optional<CollectorProvider> provider = collectors.get();
                yield provider.isPresent() ? provider.get().open(collector) : new NotInstalled();
            }
        };
    }
}
