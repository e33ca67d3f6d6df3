// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes lines of one stream of a run as a {@code json} file has them, each with a line feed, one behind the other into memory. No object is
 * made for a line of text. For one thread at a time.
 */
public final class JsonLine {

    /** What stands before the time. */
    static final byte[] TIME = ascii("{\"time\":\"");

    static final byte[] PROGRAM = ascii("\",\"program\":");
    static final byte[] RUN = ascii(",\"run\":");
    static final byte[] STREAM = ascii(",\"stream\":\"");
    static final byte[] PARTIAL = ascii(",\"partial\":true");
    static final byte[] TEXT = ascii(",\"text\":\"");
    static final byte[] OBJECT = ascii(",\"json\":");
    static final byte[] BASE64 = ascii(",\"base64\":\"");

    private final ByteArray out = new ByteArray();
    private final JsonObjectCheck check = new JsonObjectCheck();
    private final byte[] head;

    /**
     * Make it.
     *
     * @param program its name
     * @param run 0 for what procmon itself has to say
     * @param stderr whether it is for standard error
     */
    public JsonLine(String program, long run, boolean stderr) {
        ByteArray start = new ByteArray();
        start.add(TIME);
        start.add(new byte[LineTime.LENGTH]);
        start.add(PROGRAM);
        JsonText.quote(start, program.getBytes(StandardCharsets.UTF_8));
        start.add(RUN);
        start.add(ascii(Long.toString(run)));
        start.add(STREAM);
        start.add(ascii(stderr ? "stderr\"" : "stdout\""));
        head = start.copy();
        time(0);
    }

    /** Set the time of the lines to come, in microseconds since 1970. */
    public void time(long micros) {
        LineTime.write(head, TIME.length, micros);
    }

    /**
     * Add a line, or a piece of one.
     *
     * @param from has its bytes, without the line feed
     * @param start where they begin
     * @param end where they end
     * @param partial whether no line feed follows
     */
    public void add(byte[] from, int start, int end, boolean partial) {
        out.add(head);
        if (partial) {
            out.add(PARTIAL);
        }
        if (looksLikeObject(from, start, end) && check.isObject(from, start, end)) {
            out.add(OBJECT);
            out.add(from, start, end);
        } else {
            addText(from, start, end);
        }
        out.add('}');
        out.add('\n');
    }

    /** Return the lines. The array is another one after the next {@link #add}. */
    public byte[] bytes() {
        return out.array();
    }

    /** Return how many bytes the lines are. */
    public int length() {
        return out.length();
    }

    /** Forget the lines. */
    public void clear() {
        out.cut(0);
    }

    private void addText(byte[] from, int start, int end) {
        int mark = out.length();
        out.add(TEXT);
        if (!JsonText.escape(out, from, start, end)) {
            out.cut(mark);
            out.add(BASE64);
            out.add(Base64.getEncoder().encode(Arrays.copyOfRange(from, start, end)));
        }
        out.add('"');
    }

    /** An object may have white space around it; a line feed in it would break the file. */
    private static boolean looksLikeObject(byte[] from, int start, int end) {
        int at = start;
        while (at < end && (from[at] == ' ' || from[at] == '\t' || from[at] == '\r')) {
            at++;
        }
        return at < end && from[at] == '{';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
