// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reload would do, or has done, one line for each program: {@code + } a new one, {@code - } one that goes, {@code ~ } one that is
 * changed, with the keys that say so.
 */
public final class PlanText {

    private static final int NAME_MAX = 24;
    private static final String GAP = "  ";

    private final Plan plan;
    private final boolean colours;
    private final int nameWidth;
    private final int actionWidth;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Plan plan, boolean colours) {
        this.plan = plan;
        this.colours = colours;
        int names = 0;
        int actions = 0;
        for (Plan.Step step : plan.steps()) {
            int columns = Columns.of(SafeText.of(step.program()));
            names = columns > NAME_MAX ? names : Math.max(names, columns);
            actions = Math.max(actions, Columns.of(SafeText.of(step.action())));
        }
        nameWidth = names;
        actionWidth = actions;
    }

    /** Return what would be done, in the order in which it is done. */
    public static List<String> planned(Plan plan, boolean colours) {
        PlanText text = new PlanText(plan, colours);
        text.settings();
        for (Plan.Step step : plan.steps()) {
            text.planned(step);
        }
        text.unchanged();
        return text.lines;
    }

    /** Return what came of each step. */
    public static List<String> outcomes(Plan plan, boolean colours) {
        PlanText text = new PlanText(plan, colours);
        for (Plan.Step step : plan.steps()) {
            text.outcome(step);
        }
        return text.lines;
    }

    private void settings() {
        for (Plan.KeyChange change : plan.settings()) {
            add(Style.UNDERWAY, "~ procmon" + GAP + words(change));
        }
    }

    private void planned(Plan.Step step) {
        String mark =
                switch (step.action()) {
                    case "start" -> "+ ";
                    case "stop" -> "- ";
                    default -> "~ ";
                };
        List<String> reasons = reasons(step);
        String head = mark + name(step) + GAP + Columns.padded(SafeText.of(step.action()), actionWidth) + GAP;
        add(look(mark), (head + (reasons.isEmpty() ? "" : reasons.getFirst())).stripTrailing());
        String indent = " ".repeat(Columns.of(head));
        for (int i = 1; i < reasons.size(); i++) {
            add(look(mark), indent + reasons.get(i));
        }
    }

    private void unchanged() {
        if (!plan.unchanged().isEmpty()) {
            add(Style.FAINT, "= " + plan.unchanged().size() + " unchanged");
        }
    }

    private void outcome(Plan.Step step) {
        String message = SafeText.of(step.message());
        String said = message.isEmpty() ? "" : ": " + message;
        String line =
                switch (step.status()) {
                    case "done" -> "done" + said;
                    case "failed" -> "failed" + said;
                    default -> "not done" + said;
                };
        String look =
                switch (step.status()) {
                    case "done" -> Style.GOOD;
                    case "failed" -> Style.BAD;
                    default -> Style.UNDERWAY;
                };
        String head = name(step) + GAP + Columns.padded(SafeText.of(step.action()), actionWidth) + GAP;
        lines.add(head + Style.of(colours ? look : "", line));
    }

    private static List<String> reasons(Plan.Step step) {
        List<String> reasons = new ArrayList<>();
        if (!step.why().isEmpty()) {
            reasons.add(SafeText.of(step.why()));
        }
        for (Plan.KeyChange change : step.changes()) {
            reasons.add(words(change));
        }
        return reasons;
    }

    private static String words(Plan.KeyChange change) {
        String after = change.after().isEmpty() ? "(not set)" : change.after();
        return SafeText.of(change.key() + ": " + (change.before().isEmpty() ? "" : change.before() + " -> ") + after);
    }

    private String name(Plan.Step step) {
        return Columns.padded(SafeText.of(step.program()), nameWidth);
    }

    private static String look(String mark) {
        return switch (mark) {
            case "+ " -> Style.GOOD;
            case "- " -> Style.BAD;
            default -> Style.UNDERWAY;
        };
    }

    private void add(String look, String text) {
        lines.add(Style.of(colours ? look : "", text));
    }
}
