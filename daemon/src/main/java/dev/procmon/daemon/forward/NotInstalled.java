// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import java.io.IOException;
import java.util.List;

/** A collector where the part of procmon is not installed that talks to it. */
final class NotInstalled implements Receiver {

    @Override
    public int send(List<LogEntry> lines) throws IOException {
        throw new IOException("this procmon has no OpenTelemetry: the directory otlp is not beside its lib");
    }

    @Override
    public void close() {
        // There is nothing.
    }
}
