// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.core.output.LinePart;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.logs.JsonLine;
import java.nio.ByteBuffer;

/** Writes an object for each line. */
final class JsonStream implements StreamWriter, LineSplitter.Lines {

    private final Gathering lines;
    private final JsonLine json;
    private final LineSplitter splitter = new LineSplitter(LIMIT, this);
    private boolean ends;

    JsonStream(Gathering lines, JsonLine json) {
        this.lines = lines;
        this.json = json;
    }

    @Override
    public void feed(ByteBuffer chunk) {
        lines.begin();
        splitter.feed(chunk);
        lines.flush();
    }

    @Override
    public void finish() {
        ends = true;
        lines.begin();
        splitter.finish();
        lines.flush();
    }

    @Override
    public void line(byte[] bytes, int length, LinePart part) {
        boolean partial = ends || part.goesOn();
        make(bytes, length, partial);
        long stamp = lines.stamp();
        lines.reserve(json.length());
        if (lines.stamp() != stamp) {
            make(bytes, length, partial);
        }
        lines.out().put(json.bytes(), 0, json.length());
        lines.put(1);
    }

    private void make(byte[] bytes, int length, boolean partial) {
        json.clear();
        json.time(lines.stamp());
        json.add(bytes, 0, length, partial);
    }
}
