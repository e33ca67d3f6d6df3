// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import java.util.ArrayList;
import java.util.List;

/** Writes help texts. */
public final class HelpText {

    private static final int WIDTH = 100;
    private static final String GAP = "  ";

    private HelpText() {}

    /** Return the help text of a command. */
    public static String of(CommandSpec spec) {
        StringBuilder out =
                new StringBuilder(spec.summary()).append("\n\nUsage: procmon ").append(spec.name());
        if (!spec.options().isEmpty()) {
            out.append(" [OPTIONS]");
        }
        if (!spec.operands().synopsis().isEmpty()) {
            out.append(' ').append(spec.operands().synopsis());
        }
        out.append("\n\nOptions:\n");
        List<Option> options = new ArrayList<>(spec.options());
        options.add(CommandSpec.HELP);
        appendTable(out, left(options), right(options));
        return out.append('\n').append(spec.details()).toString();
    }

    /** Append two columns; the second is broken into lines where it is too wide. */
    public static void appendTable(StringBuilder out, List<String> left, List<String> right) {
        int width = 0;
        for (String each : left) {
            width = Math.max(width, each.length());
        }
        for (int i = 0; i < left.size(); i++) {
            out.append(GAP).append(left.get(i));
            String indent = " ".repeat(width + 2 * GAP.length());
            out.repeat(' ', width - left.get(i).length()).append(GAP);
            appendWrapped(out, right.get(i), indent);
        }
    }

    private static List<String> left(List<Option> options) {
        List<String> left = new ArrayList<>();
        for (Option option : options) {
            String letter = option.letter().map(each -> "-" + each + ", ").orElse("    ");
            left.add(letter
                    + option
                    + option.value().map(each -> value(option, each)).orElse(""));
        }
        return left;
    }

    private static String value(Option option, Option.Value value) {
        return option.takesNext() ? " " + value.placeholder() : "[=" + value.placeholder() + "]";
    }

    private static List<String> right(List<Option> options) {
        List<String> right = new ArrayList<>();
        for (Option option : options) {
            right.add(option.help());
        }
        return right;
    }

    private static void appendWrapped(StringBuilder out, String text, String indent) {
        int column = indent.length();
        String before = "";
        for (String word : text.split(" ", -1)) {
            if (!before.isEmpty() && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(indent);
                column = indent.length();
                before = "";
            }
            out.append(before).append(word);
            column += before.length() + word.length();
            before = " ";
        }
        out.append('\n');
    }
}
