// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.ProbeTarget.Address;
import dev.procmon.posix.inbox.Guard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Makes all probes on one thread, none of which it waits for: connections that are ready are read once each per turn, and
 * what cannot be asked without waiting, the names of hosts and files, is asked on {@linkplain LookupThreads other threads}.
 */
final class ProbeThread implements Runnable {

    private static final int TASKS_PER_TURN = 256;
    private static final int CHUNK_SIZE = 16 << 10;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final LookupThreads lookups = new LookupThreads(this);
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_SIZE);
    private volatile Optional<Selector> selector = Optional.empty();
    private String trouble = "";
    private boolean stopped;

    /** Give the thread something to do. From any thread. */
    void post(Runnable task) {
        tasks.add(task);
        // A thread that is just about to open its selector looks for tasks before it waits there.
        Optional<Selector> waiting = selector;
        if (waiting.isPresent()) {
            waiting.get().wakeup();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                Runnable task = tasks.take();
                open();
                Guard.run(task);
                while (!stopped && selector.isPresent()) {
                    turn(selector.get());
                }
            }
        } catch (InterruptedException unasked) {
            Thread.currentThread().interrupt();
        } finally {
            lookups.close();
            close();
        }
    }

    void stop() {
        stopped = true;
    }

    /** Begin a probe. Here as all that follows on this thread. */
    void begin(ProbeOrder order, ProbeTarget.Outside target) {
        switch (target) {
            case ProbeTarget.FileExists(String path) -> lookups.file(order, path, order::answer);
            case ProbeTarget.Connect(Address address) -> reach(order, address, Optional.empty());
            case ProbeTarget.Http http -> reach(order, http.via(), Optional.of(new HttpExchange(http, chunk)));
        }
    }

    /** Close what a probe has open. */
    void abandon(ProbeOrder order) {
        lookups.forget(order);
        order.attempt().ifPresent(Attempt::close);
    }

    private void reach(ProbeOrder order, Address address, Optional<HttpExchange> exchange) {
        switch (address) {
            case Address.Unix(String path) -> {
                try {
                    connect(order, address, List.of(UnixDomainSocketAddress.of(path)), exchange);
                } catch (InvalidPathException notAPath) {
                    order.fail("not a path: " + address);
                }
            }
            case Address.Tcp(String host, int port) -> {
                Optional<List<SocketAddress>> known = NumericHost.addresses(host, port);
                if (known.isPresent()) {
                    connect(order, address, known.get(), exchange);
                } else {
                    lookups.host(order, host, found -> resolved(order, address, port, found, exchange));
                }
            }
        }
    }

    private void resolved(
            ProbeOrder order, Address address, int port, HostAnswer answer, Optional<HttpExchange> exchange) {
        switch (answer) {
            case HostAnswer.Unknown() -> order.fail("unknown host: " + address);
            case HostAnswer.Known(var hosts) -> {
                List<SocketAddress> found = hosts.stream()
                        .<SocketAddress>map(host -> new InetSocketAddress(host, port))
                        .toList();
                connect(order, address, found, exchange);
            }
        }
    }

    private void connect(
            ProbeOrder order, Address address, List<SocketAddress> found, Optional<HttpExchange> exchange) {
        if (selector.isEmpty()) {
            order.fail("no connection can be made, " + trouble + ": " + address);
            return;
        }
        Attempt attempt = new Attempt(order, address, found, exchange, selector.get());
        order.tries(attempt);
        attempt.begin();
    }

    private void open() {
        try {
            selector = Optional.of(Selector.open());
        } catch (IOException failed) {
            trouble = FailureWords.of(failed);
        }
    }

    private void turn(Selector open) {
        try {
            if (tasks.isEmpty()) {
                open.select(ProbeThread::ready);
            } else {
                open.selectNow(ProbeThread::ready);
            }
        } catch (IOException failed) {
            // The next task gets another one.
            trouble = FailureWords.of(failed);
            close();
            return;
        }
        for (int i = 0; i < TASKS_PER_TURN && !stopped; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            Guard.run(task);
        }
    }

    private static void ready(SelectionKey key) {
        if (key.attachment() instanceof Attempt attempt) {
            attempt.ready();
        }
    }

    private void close() {
        if (selector.isEmpty()) {
            return;
        }
        Selector open = selector.get();
        selector = Optional.empty();
        for (SelectionKey key : List.copyOf(open.keys())) {
            if (key.attachment() instanceof Attempt attempt) {
                attempt.fail("the connection was given up, " + trouble);
            }
        }
        try {
            open.close();
        } catch (IOException failed) {
            Guard.report(failed);
        }
    }
}
