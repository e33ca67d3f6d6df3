// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.JsonLine;
import java.nio.ByteBuffer;

/** Writes an object for each line. */
final class JsonStream implements StreamWriter, Pieces.Target {

    private final Gathering lines;
    private final JsonLine json;
    private final Pieces pieces = new Pieces(this);
    private byte[] line = new byte[256];

    JsonStream(Gathering lines, JsonLine json) {
        this.lines = lines;
        this.json = json;
    }

    @Override
    public void feed(ByteBuffer chunk) {
        lines.begin();
        json.time(lines.stamp());
        boolean goesOn = chunk.hasRemaining();
        while (goesOn) {
            goesOn = pieces.next(chunk);
        }
        lines.flush();
    }

    @Override
    public void finish() {
        if (!pieces.isEmpty()) {
            lines.begin();
            json.time(lines.stamp());
            pieces.finish();
            lines.flush();
        }
    }

    @Override
    public void piece(byte[] carry, int carried, ByteBuffer rest, boolean finished) {
        int length = carried + rest.remaining();
        if (length > line.length) {
            line = new byte[Math.min(LIMIT, Math.max(length, 2 * line.length))];
        }
        System.arraycopy(carry, 0, line, 0, carried);
        rest.get(line, carried, length - carried);
        write(length, finished);
    }

    private void write(int length, boolean finished) {
        long stamp = lines.stamp();
        make(length, finished);
        lines.reserve(json.length());
        if (lines.stamp() != stamp) {
            json.time(lines.stamp());
            make(length, finished);
        }
        stamp = lines.stamp();
        lines.out().put(json.bytes(), 0, json.length());
        lines.put(1);
        if (lines.stamp() != stamp) {
            json.time(lines.stamp());
        }
    }

    private void make(int length, boolean finished) {
        json.clear();
        json.add(line, 0, length, !finished);
    }
}
