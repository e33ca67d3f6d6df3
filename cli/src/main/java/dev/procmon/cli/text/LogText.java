// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/** Lines of programs as {@code up} shows them: {@code web | listening}. An ellipsis marks where a line was too long for one piece. */
public final class LogText {

    private static final String ELLIPSIS = "\u2026";

    private LogText() {}

    /**
     * Return a line.
     *
     * @param label what stands before it
     * @param colours whether colours that the program sets may pass
     */
    public static String line(String label, JoinedLines.Joined line, boolean colours) {
        // A carriage return at the end of a line is how some programs end lines.
        boolean ended = !line.goesOn() && line.text().endsWith("\r");
        String bare = ended ? line.text().substring(0, line.text().length() - 1) : line.text();
        StringBuilder out = new StringBuilder(label.length() + bare.length() + 2).append(label);
        out.append(line.begun() ? ELLIPSIS : "");
        SafeText.append(out, bare, colours);
        return out.append(line.goesOn() ? ELLIPSIS : "").toString();
    }
}
