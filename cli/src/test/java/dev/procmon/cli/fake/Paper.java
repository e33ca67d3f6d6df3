// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What was written; one can wait for something to be. */
public final class Paper extends ByteArrayOutputStream {

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        super.write(bytes, offset, count);
        notifyAll();
    }

    @Override
    public synchronized void write(int b) {
        super.write(b);
        notifyAll();
    }

    /** Wait until a text was written. */
    public synchronized void await(String text) throws InterruptedException {
        while (!text().contains(text)) {
            wait();
        }
    }

    /** Return all that was written. */
    public synchronized String text() {
        return toString(StandardCharsets.UTF_8);
    }
}
