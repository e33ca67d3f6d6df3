// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.text.JoinedLines;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopModelTest {

    private static final ProgramList LIST = Samples.list(
            Samples.ready("db", 1), Samples.ready("web:0", 2), Samples.ready("web:1", 3), Samples.backingOff("job"));

    private TopModel model = TopModel.first(true);
    private final List<TopRequest> requests = new ArrayList<>();

    TopModelTest() {
        take(new TopInput.Looked(LIST));
    }

    @Test
    void theFirstIsChosenAtFirst() {
        assertThat(model.chosen()).isEqualTo("db");
    }

    @ParameterizedTest
    @CsvSource({
        "j, web:0",
        "j j, web:1",
        "down down up, web:0",
        "k, db",
        "G, job",
        "G j, job",
        "end home, db",
        "page-down, job",
        "G page-up, db",
        "other, db"
    })
    void keysChoose(String keys, String chosen) {
        press(keys);
        assertThat(model.chosen()).isEqualTo(chosen);
        assertThat(requests).isEmpty();
    }

    @Test
    void theChosenOneStaysChosenWhereverItIsInTheList() {
        press("j");
        take(new TopInput.Looked(Samples.list(Samples.ready("new", 9), Samples.ready("web:0", 2))));
        assertThat(model.chosen()).isEqualTo("web:0");
        assertThat(model.before()).contains(LIST);
    }

    @Test
    void whereTheChosenOneHasGoneTheNextIsChosen() {
        press("G");
        take(new TopInput.Looked(Samples.list(Samples.ready("db", 1), Samples.ready("web:0", 2))));
        assertThat(model.chosen()).isEqualTo("web:0");
        take(new TopInput.Looked(Samples.list()));
        press("s");
        assertThat(model.message()).isEqualTo("no program is chosen");
    }

    @ParameterizedTest
    @CsvSource({"s, START", "R, REPLACE"})
    void whatEndsNothingIsDoneAtOnce(String key, Action action) {
        press(key);
        assertThat(requests).containsExactly(new TopRequest.Act(action, "db"));
        assertThat(model.message()).isEqualTo(action.word() + " db ...");
    }

    @ParameterizedTest
    @CsvSource({"x, STOP", "r, RESTART"})
    void whatEndsSomethingIsAskedFor(String key, Action action) {
        press(key);
        assertThat(requests).isEmpty();
        press("n");
        assertThat(requests).isEmpty();
        assertThat(model.message()).isEqualTo("nothing done");
        press(key + " y");
        assertThat(requests).containsExactly(new TopRequest.Act(action, "db"));
    }

    @Test
    void theProgramThatWasAskedAboutIsMeantEvenIfAnotherIsChosenMeanwhile() {
        press("x");
        take(new TopInput.Looked(Samples.list(Samples.ready("web:0", 2))));
        press("y");
        assertThat(requests).containsExactly(new TopRequest.Act(Action.STOP, "db"));
    }

    @Test
    void whoSaysYesBeforehandIsNotAsked() {
        model = TopModel.first(false);
        take(new TopInput.Looked(LIST));
        press("x");
        assertThat(requests).containsExactly(new TopRequest.Act(Action.STOP, "db"));
    }

    @Test
    void aFilterShowsSomeAndChoosesAmongThem() {
        press("/ W e b");
        assertThat(model.shown()).hasSize(2);
        assertThat(model.chosen()).isEqualTo("web:0");
        press("down enter s");
        assertThat(requests).containsExactly(new TopRequest.Act(Action.START, "web:1"));
        press("/ backspace backspace backspace d");
        assertThat(model.shown()).extracting("name").containsExactly("db");
        press("escape");
        assertThat(model.shown()).hasSize(4);
    }

    @Test
    void lettersAreTextWhileAFilterIsTyped() {
        press("/ q x");
        assertThat(model.filter()).isEqualTo("qx");
        assertThat(requests).isEmpty();
    }

    @Test
    void aLogIsFollowedAndLeft() {
        press("j l");
        assertThat(requests).containsExactly(new TopRequest.FollowLog("web:0"));
        write("web:0", 3);
        take(new TopInput.Wrote(new JoinedLines.Joined(List.of(Samples.line(1, "db", "of another", "whole")))));
        assertThat(((View.Log) model.view()).lines()).hasSize(3);
        requests.clear();
        press("q");
        assertThat(requests).containsExactly(new TopRequest.EndLog());
        assertThat(model.view()).isEqualTo(new View.Programs());
        write("web:0", 1);
        assertThat(model.view()).isEqualTo(new View.Programs());
    }

    @Test
    void whoHasScrolledBackGoesOnToSeeTheSameLines() {
        press("l");
        write("db", 30);
        press("up up page-up");
        assertThat(((View.Log) model.view()).back()).isEqualTo(10);
        write("db", 5);
        assertThat(((View.Log) model.view()).back()).isEqualTo(15);
        press("end");
        write("db", 1);
        assertThat(((View.Log) model.view()).back()).isZero();
        press("home up");
        assertThat(((View.Log) model.view()).back()).isEqualTo(35);
    }

    @Test
    void onlyTheLastLinesOfALogAreKept() {
        press("l up");
        write("db", View.Log.LINES_MAX + 10);
        View.Log log = (View.Log) model.view();
        assertThat(log.lines()).hasSize(View.Log.LINES_MAX);
        assertThat(log.lines().getLast().text()).isEqualTo("line " + (View.Log.LINES_MAX + 9));
        assertThat(log.back()).isLessThan(View.Log.LINES_MAX);
    }

    @Test
    void whyIsAskedShownScrolledAndLeft() {
        press("w");
        assertThat(requests).containsExactly(new TopRequest.AskWhy("db"));
        take(new TopInput.Explained(why()));
        press("down down up");
        assertThat(model.view()).isEqualTo(new View.Explanation(why(), 1));
        press("q");
        assertThat(model.view()).isEqualTo(new View.Programs());
    }

    @Test
    void whatCameOfARequestIsTold() {
        take(new TopInput.Answered(Samples.report("db", Result.FAILED, "exited with 1")));
        assertThat(model.message()).isEqualTo("db  failed: exited with 1");
        take(new TopInput.Refused("you may not do that"));
        assertThat(model.message()).isEqualTo("you may not do that");
    }

    @Test
    void aLostSupervisorIsToldUntilItIsBackAndNothingIsForgotten() {
        press("j");
        take(new TopInput.Lost("it has gone"));
        assertThat(model.lost()).contains("it has gone");
        assertThat(model.shown()).hasSize(4);
        take(new TopInput.Looked(LIST));
        assertThat(model.lost()).isEmpty();
        assertThat(model.chosen()).isEqualTo("web:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "ctrl-c", "x ctrl-c", "l ctrl-c", "/ ctrl-c", "? ctrl-c", "end-of-input", "? z q"})
    void itEnds(String keys) {
        press(keys);
        assertThat(requests).contains(new TopRequest.Quit());
    }

    private static Why why() {
        return new Why(Samples.NOW, Samples.ready("db", 1), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private void write(String program, int count) {
        for (int i = 0; i < count; i++) {
            take(new TopInput.Wrote(new JoinedLines.Joined(List.of(Samples.line(i, program, "line " + i, "whole")))));
        }
    }

    private void press(String keys) {
        for (String key : keys.split(" ", -1)) {
            take(new TopInput.Pressed(new Key(key)));
        }
    }

    private void take(TopInput input) {
        TopModel.Step step = model.step(input);
        model = step.model();
        requests.addAll(step.requests());
    }
}
