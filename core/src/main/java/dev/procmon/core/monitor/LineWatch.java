// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.health.BoundedSearch;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Looks for a line in the output of one run, up to the first in which a pattern is found. On the output thread. */
final class LineWatch implements OutputListener {

    private final OutputListener next;
    private final Pattern pattern;
    private final Runnable whenSeen;
    private final LineSplitter stdout = new LineSplitter(LineSplitter.LIMIT, (bytes, length, _) -> look(bytes, length));
    private final LineSplitter stderr = new LineSplitter(LineSplitter.LIMIT, (bytes, length, _) -> look(bytes, length));
    private boolean seen;

    /**
     * Make it.
     *
     * @param next who gets the output as well
     * @param whenSeen run once, on the output thread
     */
    LineWatch(OutputListener next, Pattern pattern, Runnable whenSeen) {
        this.next = next;
        this.pattern = pattern;
        this.whenSeen = whenSeen;
    }

    @Override
    public void output(StdStream stream, ByteBuffer bytes) {
        if (!seen) {
            of(stream).feed(bytes.duplicate());
        }
        next.output(stream, bytes);
    }

    @Override
    public boolean isReady() {
        return next.isReady();
    }

    @Override
    public void ended(StdStream stream) {
        if (!seen) {
            of(stream).finish();
        }
        next.ended(stream);
    }

    private LineSplitter of(StdStream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
        };
    }

    private void look(byte[] bytes, int length) {
        String line = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (!seen && BoundedSearch.find(pattern, line) == BoundedSearch.Outcome.FOUND) {
            seen = true;
            whenSeen.run();
        }
    }
}
