// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LinePrefix;
import dev.procmon.posix.output.LineCopy;
import java.nio.ByteBuffer;

/** Writes lines with their time, stream and run before each. */
final class LineStream implements StreamWriter, Pieces.Target {

    private final Gathering lines;
    private final LinePrefix prefix;
    private final Desk desk;
    private final Pieces pieces = new Pieces(this);
    private final Prompt prompt;

    LineStream(Gathering lines, LinePrefix prefix, Desk desk) {
        this.lines = lines;
        this.prefix = prefix;
        this.desk = desk;
        this.prompt = new Prompt(desk.later(), pieces, this::pause);
    }

    @Override
    public void feed(ByteBuffer chunk) {
        int count = chunk.remaining();
        lines.begin();
        boolean goesOn = chunk.hasRemaining();
        while (goesOn) {
            boolean many = pieces.isEmpty() && isCopyable();
            goesOn = many ? copyMany(chunk) : pieces.next(chunk);
        }
        lines.flush();
        prompt.fed(count);
    }

    @Override
    public void finish() {
        if (!pieces.isEmpty()) {
            lines.begin();
            pieces.finish();
            lines.flush();
        }
    }

    private void pause() {
        lines.begin();
        pieces.pause();
        lines.flush();
    }

    @Override
    public void piece(byte[] carry, int carried, ByteBuffer rest, boolean finished) {
        lines.reserve(prefix.bytes().length + carried + rest.remaining() + 1);
        prefix.set(lines.stamp(), finished);
        lines.out().put(prefix.bytes()).put(carry, 0, carried).put(rest).put((byte) '\n');
        lines.put(1);
    }

    private boolean isCopyable() {
        return prefix.bytes().length <= LineCopy.PREFIX_MAX;
    }

    /** Copy as many whole lines as there is room for. Return whether more of the chunk is left to do. */
    private boolean copyMany(ByteBuffer chunk) {
        LineCopy copy = desk.copy();
        ByteBuffer out = lines.out();
        out.limit(out.position() + lines.room());
        copy.prefix(prefix.bytes(), prefix.set(lines.stamp(), true));
        LineCopy.End end = copy.copy(chunk, out, LIMIT, lines.left());
        out.limit(out.capacity());
        lines.put(copy.lines());
        return switch (end) {
            case COUNTED -> true;
            case UNFINISHED, LONG -> pieces.next(chunk);
            case FULL -> {
                if (out.remaining() < copy.room(LIMIT)) {
                    lines.flush();
                }
                // Near the size of the file line by line, so that it takes as many as may be.
                yield lines.room() >= copy.room(LIMIT) || pieces.next(chunk);
            }
        };
    }
}
