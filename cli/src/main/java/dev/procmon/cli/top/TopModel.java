// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.cli.text.JoinedLines;
import dev.procmon.cli.text.OutcomeText;
import dev.procmon.control.action.Action;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the full-screen view knows. Each input makes a next model and says what has to be done. Text of programs is kept as it is and made harmless where it is drawn.
 *
 * @param list the programs as they were last seen
 * @param before the programs at the look before, for what they use meanwhile
 * @param chosen the name of the chosen one
 * @param filter what a name must contain to be shown
 * @param view what is on the screen
 * @param message what to tell
 * @param lost why the supervisor does not answer, if so
 * @param asking whether to ask before something is ended
 */
record TopModel(
        Optional<ProgramList> list,
        Optional<ProgramList> before,
        String chosen,
        String filter,
        View view,
        String message,
        Optional<String> lost,
        boolean asking) {

    /** So many rows a page key goes, whatever the size of the screen: less than the smallest has. */
    private static final int PAGE = 8;

    /** A model and what has to be done. */
    record Step(TopModel model, List<TopRequest> requests) {}

    /**
     * Return the first one.
     *
     * @param asking whether to ask before something is ended
     */
    static TopModel first(boolean asking) {
        return new TopModel(
                Optional.empty(), Optional.empty(), "", "", new View.Programs(), "", Optional.empty(), asking);
    }

    /** Take an input. */
    Step step(TopInput input) {
        return switch (input) {
            case TopInput.Pressed(var key) -> pressed(key);
            case TopInput.Looked(var now) -> only(looked(now));
            case TopInput.Lost(var why) ->
                only(new TopModel(list, before, chosen, filter, view, message, Optional.of(why), asking));
            case TopInput.Answered(var report) -> only(telling(String.join("; ", OutcomeText.lines(report, false))));
            case TopInput.Explained(var why) ->
                only(seeing(new View.Explanation(why, 0)).telling(""));
            case TopInput.Wrote(var line) ->
                only(view instanceof View.Log log && log.program().equals(line.program()) ? grown(log, line) : this);
            case TopInput.Refused(var why) -> only(telling(why));
            case TopInput.Resized() -> only(this);
        };
    }

    /** Return the programs that are shown. */
    List<ProgramStatus> shown() {
        List<ProgramStatus> shown = new ArrayList<>();
        for (ProgramStatus program : list.map(ProgramList::programs).orElse(List.of())) {
            if (program.name().toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT))) {
                shown.add(program);
            }
        }
        return shown;
    }

    /** Return which of those that are shown is the chosen one; -1 where none are shown. */
    int chosenIndex() {
        List<ProgramStatus> shown = shown();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).name().equals(chosen)) {
                return i;
            }
        }
        return shown.isEmpty() ? -1 : 0;
    }

    private TopModel looked(ProgramList now) {
        int index = chosenIndex();
        TopModel next = new TopModel(Optional.of(now), list, chosen, filter, view, message, Optional.empty(), asking);
        // Where the chosen one has gone, the one in its place is it.
        return next.isThere(chosen) ? next : next.choosing(index);
    }

    private boolean isThere(String name) {
        return shown().stream().anyMatch(program -> program.name().equals(name));
    }

    private Step pressed(Key key) {
        if (key.equals(Key.INTERRUPT) || key.equals(Key.END)) {
            return new Step(this, List.of(new TopRequest.Quit()));
        }
        return switch (view) {
            case View.Programs() -> telling("").amongPrograms(key);
            case View.Filtering() -> only(filtering(key));
            case View.Confirming(var action, var program) -> confirming(key, action, program);
            case View.Help() -> only(seeing(new View.Programs()));
            case View.Log log -> inLog(key, log);
            case View.Explanation explanation -> only(inExplanation(key, explanation));
        };
    }

    private Step amongPrograms(Key key) {
        return switch (key.name()) {
            case "q" -> new Step(this, List.of(new TopRequest.Quit()));
            case "?", "h" -> only(seeing(new View.Help()));
            case "/" -> only(seeing(new View.Filtering()));
            case "escape" -> only(filteredBy(""));
            case "s" -> asked(Action.START);
            case "x" -> askedCarefully(Action.STOP);
            case "r" -> askedCarefully(Action.RESTART);
            case "R" -> asked(Action.REPLACE);
            case "l", "enter" ->
                ofChosen(name -> new Step(
                        seeing(new View.Log(name, List.of(), 0)).telling(""), List.of(new TopRequest.FollowLog(name))));
            case "w" -> ofChosen(name -> new Step(this, List.of(new TopRequest.AskWhy(name))));
            default -> only(moved(key));
        };
    }

    private TopModel moved(Key key) {
        return switch (key.name()) {
            case "up", "k" -> choosing(chosenIndex() - 1);
            case "down", "j" -> choosing(chosenIndex() + 1);
            case "page-up" -> choosing(chosenIndex() - PAGE);
            case "page-down" -> choosing(chosenIndex() + PAGE);
            case "home", "g" -> choosing(0);
            case "end", "G" -> choosing(Integer.MAX_VALUE);
            default -> this;
        };
    }

    private TopModel filtering(Key key) {
        if (key.equals(Key.ESCAPE)) {
            return filteredBy("").seeing(new View.Programs());
        }
        if (key.equals(Key.BACKSPACE)) {
            return filteredBy(filter.isEmpty() ? "" : filter.substring(0, filter.length() - 1));
        }
        if (key.isText()) {
            return filteredBy(filter + key.name());
        }
        return key.equals(Key.ENTER) ? seeing(new View.Programs()) : moved(key);
    }

    private Step confirming(Key key, Action action, String program) {
        TopModel back = seeing(new View.Programs());
        return key.name().equals("y") || key.name().equals("Y")
                ? new Step(back.telling(underway(action, program)), List.of(new TopRequest.Act(action, program)))
                : only(back.telling("nothing done"));
    }

    private Step inLog(Key key, View.Log log) {
        return switch (key.name()) {
            case "q", "escape", "l" -> new Step(seeing(new View.Programs()), List.of(new TopRequest.EndLog()));
            case "up", "k" -> only(scrolled(log, log.back() + 1));
            case "down", "j" -> only(scrolled(log, log.back() - 1));
            case "page-up" -> only(scrolled(log, log.back() + PAGE));
            case "page-down" -> only(scrolled(log, log.back() - PAGE));
            case "home", "g" -> only(scrolled(log, Integer.MAX_VALUE));
            case "end", "G" -> only(scrolled(log, 0));
            default -> only(this);
        };
    }

    private TopModel inExplanation(Key key, View.Explanation explanation) {
        int down = explanation.down();
        return switch (key.name()) {
            case "up", "k" -> seeing(new View.Explanation(explanation.why(), Math.max(0, down - 1)));
            case "down", "j" -> seeing(new View.Explanation(explanation.why(), down + 1));
            default -> seeing(new View.Programs());
        };
    }

    private TopModel scrolled(View.Log log, int back) {
        int most = Math.max(0, log.lines().size() - 1);
        return seeing(new View.Log(log.program(), log.lines(), Math.clamp(back, 0, most)));
    }

    private TopModel grown(View.Log log, JoinedLines.Joined line) {
        List<JoinedLines.Joined> lines = new ArrayList<>(log.lines());
        lines.add(line);
        int forgotten = Math.max(0, lines.size() - View.Log.LINES_MAX);
        // Who has scrolled back goes on to see the same lines.
        int back = log.back() == 0 ? 0 : Math.min(log.back() + 1, lines.size() - forgotten - 1);
        return seeing(new View.Log(log.program(), lines.subList(forgotten, lines.size()), back));
    }

    private Step asked(Action action) {
        return ofChosen(name -> new Step(telling(underway(action, name)), List.of(new TopRequest.Act(action, name))));
    }

    private Step askedCarefully(Action action) {
        return asking ? ofChosen(name -> only(seeing(new View.Confirming(action, name)))) : asked(action);
    }

    private Step ofChosen(Function<String, Step> then) {
        return chosenIndex() < 0
                ? only(telling("no program is chosen"))
                : then.apply(shown().get(chosenIndex()).name());
    }

    private static String underway(Action action, String program) {
        return action.word() + " " + program + " ...";
    }

    private TopModel choosing(int index) {
        List<ProgramStatus> shown = shown();
        if (shown.isEmpty()) {
            return this;
        }
        String name = shown.get(Math.clamp(index, 0, shown.size() - 1)).name();
        return new TopModel(list, before, name, filter, view, message, lost, asking);
    }

    private TopModel filteredBy(String text) {
        TopModel next = new TopModel(list, before, chosen, text, view, message, lost, asking);
        return next.isThere(chosen) ? next : next.choosing(0);
    }

    private TopModel seeing(View other) {
        return new TopModel(list, before, chosen, filter, other, message, lost, asking);
    }

    private TopModel telling(String what) {
        return new TopModel(list, before, chosen, filter, view, what, lost, asking);
    }

    private static Step only(TopModel model) {
        return new Step(model, List.of());
    }
}
