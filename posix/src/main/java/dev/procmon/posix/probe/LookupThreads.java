// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.posix.inbox.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks what may take its time: a name server that does not answer, a file on a server that is gone. Each name and each file is
 * asked for once at a time, whoever wants to know, so that one which hangs takes one thread and no more. The threads, {@code
 * procmon-lookup}, end when they have had nothing to do for a while. To be used on the probe thread.
 */
final class LookupThreads {

    private static final int THREADS_MAX = 4;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final SharedLookups<HostAnswer> hosts;
    private final SharedLookups<ProbeResult> files;

    LookupThreads(ProbeThread owner) {
        this.threads = new ThreadPoolExecutor(
                THREADS_MAX,
                THREADS_MAX,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Threads.daemon("procmon-lookup", work));
        threads.allowCoreThreadTimeOut(true);
        this.hosts = new SharedLookups<>(threads, owner, LookupThreads::host);
        this.files = new SharedLookups<>(threads, owner, LookupThreads::file);
    }

    void host(ProbeOrder order, String name, Consumer<HostAnswer> then) {
        hosts.ask(order, name, then);
    }

    void file(ProbeOrder order, String path, Consumer<ProbeResult> then) {
        files.ask(order, path, then);
    }

    /** Give a probe no answer any more. */
    void forget(ProbeOrder order) {
        hosts.forget(order);
        files.forget(order);
    }

    /** Ask nothing any more. Who is being asked may hang, and is not waited for. */
    void close() {
        threads.shutdownNow();
    }

    private static HostAnswer host(String name) {
        try {
            return new HostAnswer.Known(List.of(InetAddress.getAllByName(name)));
        } catch (UnknownHostException | SecurityException unknown) {
            return new HostAnswer.Unknown();
        }
    }

    private static ProbeResult file(String path) {
        try {
            Files.readAttributes(Path.of(path), BasicFileAttributes.class);
            return ProbeResult.PASSED;
        } catch (NoSuchFileException missing) {
            return new ProbeResult.NotPassed("no such file: " + path);
        } catch (AccessDeniedException denied) {
            return new ProbeResult.NotPassed("permission denied: " + path);
        } catch (FileSystemException other) {
            return new ProbeResult.NotPassed(
                    Optional.ofNullable(other.getReason()).orElse("cannot be seen") + ": " + path);
        } catch (IOException failed) {
            return new ProbeResult.NotPassed(FailureWords.of(failed) + ": " + path);
        } catch (InvalidPathException notAPath) {
            return new ProbeResult.NotPassed("not a path: " + path);
        }
    }
}
