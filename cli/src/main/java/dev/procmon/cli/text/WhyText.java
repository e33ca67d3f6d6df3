// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.output.LogLine;
import dev.procmon.control.status.Why;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a program is as it is, for a person who was woken up by it: the answer first, then what led to it, each cause below and to the right
 * of what it has caused, then what happens by itself, then what one can do.
 */
public final class WhyText {

    private static final String STEP = "  ";
    private static final String CAUSE = "because ";

    private final Why why;
    private final WallTime times;
    private final boolean colours;
    private final List<String> lines = new ArrayList<>();

    private WhyText(Why why, ZoneId zone, boolean colours) {
        this.why = why;
        this.times = new WallTime(why.at(), zone);
        this.colours = colours;
    }

    /** Return the lines. */
    public static List<String> lines(Why why, ZoneId zone, boolean colours) {
        WhyText text = new WhyText(why, zone, colours);
        text.answer();
        text.chain();
        text.next();
        text.advice();
        return text.lines;
    }

    private void answer() {
        String name = SafeText.of(why.program().name());
        String what = why.chain().isEmpty()
                ? "is " + why.program().state()
                : why.chain().getFirst().text();
        add(colours ? Style.STRONG : "", name + " " + SafeText.of(what));
        if (!why.chain().isEmpty()) {
            about(why.chain().getFirst(), STEP);
        }
    }

    private void chain() {
        for (int i = 1; i < why.chain().size(); i++) {
            Why.Cause cause = why.chain().get(i);
            String indent = STEP.repeat(i);
            add("", indent + CAUSE + SafeText.of(cause.program()) + " " + SafeText.of(cause.text()));
            about(cause, indent + STEP);
        }
    }

    private void about(Why.Cause cause, String indent) {
        if (cause.since().isPresent()) {
            add(colours ? Style.FAINT : "", indent + since(cause.since().get()));
        }
        for (LogLine line : cause.lastLines()) {
            add(colours ? Style.FAINT : "", indent + "| " + SafeText.of(line.text()));
        }
    }

    private String since(Instant since) {
        return "since " + times.of(since) + ", " + HumanDuration.between(since, why.at()) + " ago";
    }

    private void next() {
        Optional<String> next = why.next();
        if (next.isEmpty() && why.nextAt().isEmpty()) {
            return;
        }
        String what = SafeText.of(next.orElse("a timer acts upon it"));
        // What happens at a time of day says so itself.
        boolean saysWhen = what.contains("Z (in ");
        String at = why.nextAt().isPresent() && !saysWhen
                ? " (at " + times.of(why.nextAt().get()) + ")"
                : "";
        lines.add("");
        lines.add("What happens next: " + what + at);
    }

    private void advice() {
        if (why.advice().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("What you can do:");
        for (String each : why.advice()) {
            lines.add(STEP + SafeText.of(each));
        }
    }

    private void add(String look, String text) {
        lines.add(Style.of(look, text));
    }
}
