// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.JsonLine;
import java.nio.ByteBuffer;

/** Writes an object for each line. */
final class JsonStream implements StreamWriter, Pieces.Target {

    /** So many bytes of objects are made before they are put into the buffer. */
    private static final int BATCH = 1 << 16;

    private final Gathering lines;
    private final JsonLine json;
    private final Desk desk;
    private final Pieces pieces = new Pieces(this);
    private final Prompt prompt;

    JsonStream(Gathering lines, JsonLine json, Desk desk) {
        this.lines = lines;
        this.json = json;
        this.desk = desk;
        this.prompt = new Prompt(desk.later(), pieces, this::pause);
    }

    @Override
    public void feed(ByteBuffer chunk) {
        int count = chunk.remaining();
        lines.begin();
        json.time(lines.stamp());
        boolean goesOn = chunk.hasRemaining();
        while (goesOn) {
            boolean many = pieces.isEmpty() && addMany(chunk);
            goesOn = many ? chunk.hasRemaining() : pieces.next(chunk);
        }
        lines.flush();
        prompt.fed(count);
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

    private void pause() {
        lines.begin();
        json.time(lines.stamp());
        pieces.pause();
        lines.flush();
    }

    @Override
    public void piece(byte[] carry, int carried, ByteBuffer rest, boolean finished) {
        byte[] window = desk.window();
        int length = carried + rest.remaining();
        System.arraycopy(carry, 0, window, 0, carried);
        rest.get(window, carried, length - carried);
        make(window, length, finished);
        long stamp = lines.stamp();
        lines.reserve(json.length());
        if (lines.stamp() != stamp) {
            json.time(lines.stamp());
            make(window, length, finished);
        }
        put(1);
    }

    private void make(byte[] line, int length, boolean finished) {
        json.clear();
        json.add(line, 0, length, !finished);
    }

    /** Add whole lines, as many as there is room for. Return whether there were any. */
    private boolean addMany(ByteBuffer chunk) {
        byte[] window = desk.window();
        int length = Math.min(window.length, chunk.remaining());
        chunk.get(chunk.position(), window, 0, length);
        json.clear();
        int done = json.addMany(window, length, LIMIT, Math.min(BATCH, lines.room()), lines.left());
        chunk.position(chunk.position() + done);
        if (done > 0) {
            put(json.lines());
        }
        return done > 0;
    }

    private void put(int count) {
        long stamp = lines.stamp();
        lines.out().put(json.bytes(), 0, json.length());
        lines.put(count);
        if (lines.stamp() != stamp) {
            json.time(lines.stamp());
        }
    }
}
