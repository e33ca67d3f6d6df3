// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes lines of one stream of a run as a {@code json} file has them, each with a line feed, one behind the other into memory. No object is
 * made for a line but where it is not UTF-8. For one thread at a time.
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

    private static final byte[] TEXT_END = ascii("\"}\n");
    private static final byte[] OBJECT_END = ascii("}\n");

    private final ByteArray out;
    private final JsonObjectCheck check;

    /** What most lines begin with, up to their text. */
    private final byte[] textHead;

    /** How much of that comes before the name of the last member. */
    private final int headLength;

    private int lines;

    /** Make it with memory of its own. */
    public JsonLine(String program, long run, boolean stderr) {
        this(program, run, stderr, new JsonMemory());
    }

    /**
     * Make it.
     *
     * @param program its name
     * @param run 0 for what procmon itself has to say
     * @param stderr whether it is for standard error
     * @param memory where lines are made; who shares it clears it before and is done with the lines before another begins
     */
    public JsonLine(String program, long run, boolean stderr, JsonMemory memory) {
        out = memory.out;
        check = memory.check;
        ByteArray start = new ByteArray();
        start.add(TIME);
        start.add(new byte[LineTime.LENGTH]);
        start.add(PROGRAM);
        JsonText.quote(start, program.getBytes(StandardCharsets.UTF_8));
        start.add(RUN);
        start.add(ascii(Long.toString(run)));
        start.add(STREAM);
        start.add(ascii(stderr ? "stderr\"" : "stdout\""));
        headLength = start.length();
        start.add(TEXT);
        textHead = start.copy();
        time(0);
    }

    /** Set the time of the lines to come, in microseconds since 1970. */
    public void time(long micros) {
        LineTime.write(textHead, TIME.length, micros);
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
        out.add(textHead, 0, headLength);
        if (partial) {
            out.add(PARTIAL);
        }
        if (looksLikeObject(from, start, end) && check.end(from, start, end) == end) {
            addObject(from, start, end);
        } else {
            addText(from, start, end);
        }
    }

    /**
     * Add whole lines, from the first byte on. It ends before a line that is too long, that has no line feed, or for which there is no room.
     *
     * @param from has the lines with their line feeds
     * @param length how many bytes it has
     * @param longest the longest line in bytes, without its line feed
     * @param room at most so many bytes are added
     * @param count at most so many lines are added
     * @return where the first line begins that was not added
     */
    public int addMany(byte[] from, int length, int longest, int room, int count) {
        int most = out.length() + room;
        int at = 0;
        for (lines = 0; lines < count; lines++) {
            int mark = out.length();
            int lineFeed = addFinished(from, at, Math.min(length, at + longest + 1));
            if (lineFeed < 0 || out.length() > most) {
                out.cut(mark);
                break;
            }
            at = lineFeed + 1;
        }
        return at;
    }

    /** Return how many lines the last {@link #addMany} has added. */
    public int lines() {
        return lines;
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

    /**
     * Add the line that begins here, looking for its end meanwhile: each byte is looked at once, but of what only seems to be an object or
     * UTF-8. Return where its line feed is, or -1 if there is none; something may have been added then.
     */
    private int addFinished(byte[] from, int start, int end) {
        if (looksLikeObject(from, start, end)) {
            int to = check.end(from, start, end);
            if (to >= 0 && to < end && from[to] == '\n') {
                out.add(textHead, 0, headLength);
                addObject(from, start, to);
                return to;
            }
        }
        int mark = out.length();
        out.add(textHead);
        int to = JsonText.escapeLine(out, from, start, end);
        if (to < 0) {
            out.cut(mark);
            return addOther(from, start, end);
        }
        out.add(TEXT_END);
        return to < end ? to : -1;
    }

    /** The same for a line that is not UTF-8. */
    private int addOther(byte[] from, int start, int end) {
        int to = start;
        while (to < end && from[to] != '\n') {
            to++;
        }
        if (to == end) {
            return -1;
        }
        out.add(textHead, 0, headLength);
        addBase64(from, start, to);
        return to;
    }

    private void addObject(byte[] from, int start, int end) {
        out.add(OBJECT);
        out.add(from, start, end);
        out.add(OBJECT_END);
    }

    private void addText(byte[] from, int start, int end) {
        int mark = out.length();
        out.add(TEXT);
        if (JsonText.escape(out, from, start, end)) {
            out.add(TEXT_END);
        } else {
            out.cut(mark);
            addBase64(from, start, end);
        }
    }

    private void addBase64(byte[] from, int start, int end) {
        out.add(BASE64);
        out.add(Base64.getEncoder().encode(Arrays.copyOfRange(from, start, end)));
        out.add(TEXT_END);
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
