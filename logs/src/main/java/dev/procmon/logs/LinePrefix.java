// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands before each line of a {@code lines} file: {@code 2026-12-01T03:05:12.123456Z stdout F:17:web }, with the space at its end.
 * Made once for a stream of a run, and set to the time of each chunk. For one thread at a time.
 */
public final class LinePrefix {

    /** The time, a space, the stream, a space. */
    private static final int TAG = LineTime.LENGTH + 8;

    private final byte[] bytes;
    private long second = -1;

    /**
     * Make it, at the time 0 and for finished lines.
     *
     * @param stderr whether it is for standard error
     * @param run 0 for what procmon itself has to say
     * @param program its name, in a file that several programs may share
     */
    public LinePrefix(boolean stderr, long run, Optional<String> program) {
        String tags =
                (stderr ? " stderr F:" : " stdout F:") + run + (program.isPresent() ? ":" + program.get() : "") + " ";
        byte[] tail = tags.getBytes(StandardCharsets.UTF_8);
        bytes = new byte[LineTime.LENGTH + tail.length];
        System.arraycopy(tail, 0, bytes, LineTime.LENGTH, tail.length);
        set(0, true);
    }

    /**
     * Set the time, and whether a line feed follows the line.
     *
     * @param micros since 1970
     * @return how long the prefix is in bytes: always the same
     */
    public int set(long micros, boolean finished) {
        long now = micros / LineTime.SECOND;
        if (now != second || micros < 0) {
            LineTime.write(bytes, 0, micros);
            second = now;
        } else {
            fraction((int) (micros - now * LineTime.SECOND));
        }
        bytes[TAG] = (byte) (finished ? 'F' : 'P');
        return bytes.length;
    }

    /** Return the prefix. The array is always the same, and changed by {@link #set}. */
    public byte[] bytes() {
        return bytes;
    }

    private void fraction(int micros) {
        int rest = micros;
        for (int i = LineTime.LENGTH - 2; i >= LineTime.LENGTH - 7; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
