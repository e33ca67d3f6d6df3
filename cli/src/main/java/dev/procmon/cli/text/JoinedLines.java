// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.output.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes whole lines of the pieces of long ones, so that those of several programs are not mixed. A line that is longer than what is kept
 * for it is given out in large pieces; one that a run has left without an end, before the first of a later run.
 */
public final class JoinedLines {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration UNENDED_MAX = Duration.ofSeconds(1);

    /** So many characters of a line are kept until its end comes. */
    private static final int LENGTH_MAX = 1 << 20;

    private final Map<Origin, Pieces> open = new LinkedHashMap<>();

    /** Who writes a line. */
    private record Origin(String program, long run, String stream) {

        static Origin of(LogLine line) {
            return new Origin(line.program(), line.run(), line.stream());
        }
    }

    /** Pieces of a line of which the end has not come. */
    private static final class Pieces {

        private final List<LogLine> lines = new ArrayList<>();
        private int length;

        void add(LogLine line) {
            lines.add(line);
            length += line.text().length();
        }
    }

    /**
     * A line, or a large piece of one.
     *
     * @param pieces of what it is made, one at the least, all of one run and stream
     */
    public record Joined(List<LogLine> pieces) {

        public Joined {
            pieces = List.copyOf(pieces);
        }

        /** Return who has written it. */
        public String program() {
            return pieces.getFirst().program();
        }

        /** Return when its beginning was read. */
        public Instant time() {
            return pieces.getFirst().time();
        }

        /** Return which run has written it; 0 for a notice of procmon itself. */
        public long run() {
            return pieces.getFirst().run();
        }

        /** Tell whether something of it came before. */
        public boolean begun() {
            String part = pieces.getFirst().part();
            return part.equals("middle") || part.equals("last");
        }

        /** Tell whether something of it comes after, or its end was never written. */
        public boolean goesOn() {
            return !ends(pieces.getLast());
        }

        /** Tell whether it is the mere end of a line, all of which was given out before. */
        public boolean isMereEnd() {
            String text = text();
            return begun() && !goesOn() && (text.isEmpty() || text.equals("\r"));
        }

        /** Return the text of all of it. */
        public String text() {
            if (pieces.size() == 1) {
                return pieces.getFirst().text();
            }
            StringBuilder text = new StringBuilder();
            for (LogLine each : pieces) {
                text.append(each.text());
            }
            return text.toString();
        }
    }

    /** Begin without any. */
    public JoinedLines() {}

    /**
     * Return what has to stand before a line, though its end has not come: what others had begun more than a second before. It may be a
     * prompt, and who writes all the time does not keep it from being seen.
     */
    public List<Joined> before(LogLine line) {
        if (open.isEmpty()) {
            return List.of();
        }
        Origin origin = Origin.of(line);
        List<Joined> done = new ArrayList<>();
        Iterator<Map.Entry<Origin, Pieces>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Origin, Pieces> each = all.next();
            List<LogLine> pieces = each.getValue().lines;
            boolean isOld = pieces.getLast().time().plus(UNENDED_MAX).isBefore(line.time());
            if (isOld && !each.getKey().equals(origin)) {
                done.add(new Joined(pieces));
                all.remove();
            }
        }
        return done;
    }

    /** Take a line or a piece; return the lines that it completes. */
    public List<Joined> add(LogLine line) {
        if (open.isEmpty() && ends(line)) {
            return List.of(new Joined(List.of(line)));
        }
        Origin origin = Origin.of(line);
        List<Joined> done = new ArrayList<>();
        endOlderRuns(origin, done);
        Pieces before = open.get(origin);
        Pieces pieces = before == null ? new Pieces() : before;
        pieces.add(line);
        if (ends(line) || pieces.length >= LENGTH_MAX) {
            open.remove(origin);
            done.add(new Joined(pieces.lines));
        } else if (before == null) {
            open.put(origin, pieces);
        }
        return done;
    }

    /** Return how long to wait for more before {@link #rest} is to be shown: not long where there is any, for it may be a prompt. */
    public Duration patience() {
        return open.isEmpty() ? LONG : UNENDED_MAX;
    }

    /** Return what there is of lines of which the end has not come. */
    public List<Joined> rest() {
        List<Joined> rest = new ArrayList<>();
        for (Pieces each : open.values()) {
            rest.add(new Joined(each.lines));
        }
        open.clear();
        return rest;
    }

    private void endOlderRuns(Origin origin, List<Joined> done) {
        Iterator<Map.Entry<Origin, Pieces>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Origin, Pieces> each = all.next();
            boolean older = each.getKey().run() < origin.run()
                    && each.getKey().program().equals(origin.program())
                    && each.getKey().stream().equals(origin.stream());
            if (older) {
                done.add(new Joined(each.getValue().lines));
                all.remove();
            }
        }
    }

    /** Tell whether a line feed followed. */
    private static boolean ends(LogLine line) {
        return line.part().equals("whole") || line.part().equals("last");
    }
}
