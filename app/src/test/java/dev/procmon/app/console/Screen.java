// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output for tests: what was written is seen at once. */
public final class Screen {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Sink sink = new Sink(bytes, Runnable::run, failure -> false);

    public Sink sink() {
        return sink;
    }

    /** Return what was written since the last call. */
    public String text() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }
}
