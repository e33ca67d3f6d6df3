// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.output.LogLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes whole lines of the pieces of long ones, so that those of several programs are not mixed. A line that is longer than what is kept
 * for it is given out in large pieces.
 */
public final class JoinedLines {

    /** So many characters of a line are kept until its end comes. */
    private static final int LENGTH_MAX = 1 << 20;

    private final Map<String, Pieces> open = new LinkedHashMap<>();

    /**
     * A line, or a large piece of one.
     *
     * @param program who has written it
     * @param text what
     * @param begun whether something of it came before
     * @param goesOn whether something of it comes after
     */
    public record Joined(String program, String text, boolean begun, boolean goesOn) {}

    /** Pieces of a line of which the end has not come. */
    private record Pieces(String program, StringBuilder text, boolean begun) {}

    /** Begin without any. */
    public JoinedLines() {}

    /** Take a line or a piece; return the line that it completes. */
    public Optional<Joined> add(LogLine line) {
        String key = line.program() + "/" + line.run() + "/" + line.stream();
        boolean last = line.part().equals("whole") || line.part().equals("last");
        Pieces before = open.remove(key);
        if (before == null) {
            boolean begun = line.part().equals("middle") || line.part().equals("last");
            before = new Pieces(line.program(), new StringBuilder(), begun);
        }
        before.text.append(line.text());
        if (last || before.text.length() >= LENGTH_MAX) {
            return Optional.of(joined(before, !last));
        }
        open.put(key, before);
        return Optional.empty();
    }

    /** Return what there is of lines of which the end has not come. */
    public List<Joined> rest() {
        List<Joined> rest = new ArrayList<>();
        for (Pieces each : open.values()) {
            rest.add(joined(each, true));
        }
        open.clear();
        return rest;
    }

    private static Joined joined(Pieces pieces, boolean goesOn) {
        return new Joined(pieces.program, pieces.text.toString(), pieces.begun, goesOn);
    }
}
