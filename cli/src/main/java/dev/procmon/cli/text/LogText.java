// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/**
 * Lines of programs as {@code up} shows them: {@code web | listening}; and what procmon itself has put between them: {@code web * 12 lines
 * were lost here}. An ellipsis marks where a line was too long for one piece, or was never ended.
 */
public final class LogText {

    private static final String ELLIPSIS = "\u2026";
    private static final String NOTICE = "procmon: ";

    private LogText() {}

    /** Return a line behind the name of its program. */
    public static String line(ProgramLabels labels, JoinedLines.Joined line, boolean colours) {
        if (line.run() != 0) {
            return line(labels.output(line.program()), line, colours);
        }
        String text = line.text();
        String bare = text.startsWith(NOTICE) ? text.substring(NOTICE.length()) : text;
        return labels.message(line.program()) + Style.of(colours ? Style.UNDERWAY : "", SafeText.of(bare));
    }

    /**
     * Return a line.
     *
     * @param label what stands before it
     * @param colours whether colours that the program sets may pass
     */
    public static String line(String label, JoinedLines.Joined line, boolean colours) {
        String text = line.text();
        // A carriage return at the end of a line is how some programs end lines.
        boolean ended = !line.goesOn() && text.endsWith("\r");
        String bare = ended ? text.substring(0, text.length() - 1) : text;
        StringBuilder out = new StringBuilder(label.length() + bare.length() + 2).append(label);
        out.append(line.begun() ? ELLIPSIS : "");
        SafeText.append(out, bare, colours);
        return out.append(line.goesOn() ? ELLIPSIS : "").toString();
    }
}
