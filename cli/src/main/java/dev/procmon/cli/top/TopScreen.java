// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.cli.text.Columns;
import dev.procmon.cli.text.JoinedLines;
import dev.procmon.cli.text.Load;
import dev.procmon.cli.text.LogText;
import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.text.StatusTable;
import dev.procmon.cli.text.Style;
import dev.procmon.cli.text.WhyText;
import dev.procmon.cli.text.Width;
import dev.procmon.control.status.ProgramList;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Draws what the full-screen view knows: as many lines as the screen has rows at the most, and none wider than it. */
final class TopScreen {

    private static final String KEYS = "s start  x stop  r restart  R replace  l log  w why  / filter  ? help  q quit";
    private static final List<String> HELP = List.of(
            "up k     the program above",
            "down j   the program below",
            "s        start it",
            "x        stop it",
            "r        restart it",
            "R        replace it without a gap",
            "l enter  follow its log",
            "w        why it is as it is",
            "/        show only some names",
            "escape   show all again",
            "home end the first, the last",
            "q        quit");
    private static final int HELP_WIDTH = 36;
    /** With less room, what is wrong with output would take that of programs. */
    private static final int OUTPUTS_FROM = 4;

    private final TopModel model;
    private final int width;
    private final int height;

    private TopScreen(TopModel model, int width, int height) {
        this.model = model;
        this.width = width;
        this.height = height;
    }

    /** Return the lines. */
    static List<String> render(TopModel model, int width, int height, ZoneId zone) {
        TopScreen screen = new TopScreen(model, Math.max(1, width), Math.max(1, height));
        List<String> lines =
                switch (model.view()) {
                    case View.Programs(), View.Filtering(), View.Confirming _ -> screen.programs();
                    case View.Help() -> screen.framed("procmon top", screen.help(), "any key goes back");
                    case View.Log log -> screen.log(log);
                    case View.Explanation(var why, var down) ->
                        screen.framed(
                                "why " + SafeText.of(why.program().name()),
                                from(screen.cut(WhyText.lines(why, zone, false)), down),
                                "q back  up down scroll");
                };
        return lines.subList(0, Math.min(lines.size(), screen.height));
    }

    private List<String> programs() {
        List<String> body = new ArrayList<>();
        if (model.list().isPresent() && !model.shown().isEmpty()) {
            List<String> outputs = outputs(model.list().get());
            body.addAll(table(model.list().get(), room() - outputs.size()));
            while (!outputs.isEmpty() && body.size() < room() - outputs.size()) {
                body.add("");
            }
            body.addAll(outputs);
        } else if (model.list().isPresent()) {
            body.add(cut("no program" + (model.filter().isEmpty() ? "" : " whose name contains " + model.filter())));
        }
        return framed(title(), body, bottom());
    }

    /** Return a line that says what is wrong with output, where there is anything wrong and room to say it. */
    private List<String> outputs(ProgramList list) {
        List<String> all = StatusTable.outputs(list);
        if (all.isEmpty() || room() < OUTPUTS_FROM) {
            return List.of();
        }
        String more = all.size() > 1 ? " (and " + (all.size() - 1) + " more)" : "";
        return List.of(Style.of(Style.BAD, cut(all.getFirst() + more)));
    }

    private List<String> table(ProgramList list, int most) {
        ProgramList shown = new ProgramList(list.at(), list.lastEvent(), model.shown());
        Load load = model.before().isPresent() ? Load.since(model.before().get()) : Load.ofWholeRuns();
        List<String> coloured = StatusTable.lines(shown, load, Width.ofTerminal(width), true);
        List<String> plain = StatusTable.lines(shown, load, Width.ofTerminal(width), false);
        int chosen = model.chosenIndex() + 1;
        List<String> lines = new ArrayList<>();
        lines.add(Style.of(Style.STRONG, cut(plain.getFirst())));
        int rows = Math.max(1, most - 1);
        // As many before the chosen one as fit, so that the first are seen for as long as possible.
        int first = Math.max(1, chosen - rows + 1);
        for (int i = first; i < Math.min(plain.size(), first + rows); i++) {
            lines.add(
                    i == chosen
                            ? Style.of(Style.CHOSEN, Columns.padded(cut(plain.get(i)), width))
                            : fitting(coloured.get(i), plain.get(i)));
        }
        return lines;
    }

    /** A line that is too wide even so is cut, and colours cannot be cut. */
    private String fitting(String coloured, String plain) {
        return Columns.of(plain) <= width ? coloured : cut(plain);
    }

    private String title() {
        if (model.lost().isPresent()) {
            return "procmon does not answer, trying again: "
                    + SafeText.of(model.lost().get());
        }
        if (model.list().isEmpty()) {
            return "procmon top: looking ...";
        }
        String filter = model.filter().isEmpty() ? "" : "  /" + SafeText.of(model.filter());
        return StatusTable.summary(model.list().get()) + filter;
    }

    private String bottom() {
        return switch (model.view()) {
            case View.Filtering() -> "/" + SafeText.of(model.filter()) + "_  (enter: keep, escape: all)";
            case View.Confirming(var action, var program) -> action.word() + " " + SafeText.of(program) + "? (y/n)";
            default -> model.message().isEmpty() ? KEYS : SafeText.of(model.message());
        };
    }

    private List<String> log(View.Log log) {
        int rows = room();
        int end = log.lines().size() - log.back();
        List<String> body = new ArrayList<>();
        for (int i = Math.max(0, end - rows); i < end; i++) {
            body.add(cut(text(log.lines().get(i))));
        }
        String state = log.back() == 0 ? "following" : log.back() + " lines back";
        return framed(
                "log of " + SafeText.of(log.program()) + ", " + state, body, "q back  up down scroll  end follow");
    }

    /** In two columns where one is too high, if there is room for two. */
    private List<String> help() {
        boolean two = HELP.size() > room() && width >= 2 * HELP_WIDTH;
        if (!two) {
            return cut(HELP);
        }
        int half = (HELP.size() + 1) / 2;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            String right = i + half < HELP.size() ? HELP.get(i + half) : "";
            lines.add(Columns.padded(HELP.get(i), HELP_WIDTH) + right);
        }
        return lines;
    }

    private static String text(JoinedLines.Joined line) {
        return LogText.line("", line, false).replace("\t", "    ");
    }

    /** Put a title above lines, and something at the bottom of the screen. */
    private List<String> framed(String title, List<String> body, String bottom) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.of(model.lost().isPresent() ? Style.BAD : Style.STRONG, cut(title)));
        lines.addAll(body.subList(0, Math.min(body.size(), room())));
        while (lines.size() < height - 1) {
            lines.add("");
        }
        if (height > 1) {
            lines.add(Style.of(Style.FAINT, cut(bottom)));
        }
        return lines;
    }

    /** Return how many rows there are between the title and the bottom. */
    private int room() {
        return Math.max(0, height - 2);
    }

    private List<String> cut(List<String> lines) {
        return lines.stream().map(this::cut).toList();
    }

    private String cut(String line) {
        return Columns.cut(line, width);
    }

    private static List<String> from(List<String> lines, int down) {
        return lines.subList(Math.min(down, Math.max(0, lines.size() - 1)), lines.size());
    }
}
