// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.json.Json;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.api.Operations.Lines;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.logs.LogFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be asked about output: pages, streams, and the files themselves. */
class OutputTest {

    private static final String TWO = "[program.web]\ncommand = \"web\"\n[program.db]\ncommand = \"db\"\n";
    private static final LogQuery ALL = new LogQuery(
            List.of(),
            OptionalLong.of(0),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void aPageHasTenThousandLinesAtMostAndSaysThatThereAreMore() {
        world.up(TWO);
        for (int i = 0; i < LinePages.LINES_MAX + 1; i++) {
            write("web", "line");
        }
        LogPage first = page(ALL);
        assertThat(first.lines()).hasSize(10_000);
        assertThat(first.more()).isTrue();

        LogPage second = page(after(first.lines().getLast().id()));

        assertThat(second.lines()).extracting(LogLine::id).containsExactly(10_001L);
        assertThat(second.more()).isFalse();
    }

    @Test
    void aPageThatIsJustFullSaysThatThereAreNoMore() {
        world.up(TWO);
        for (int i = 0; i < LinePages.LINES_MAX; i++) {
            write("web", "line");
        }

        LogPage page = page(ALL);

        assertThat(page.lines()).hasSize(10_000);
        assertThat(page.more()).isFalse();
    }

    @Test
    void aPageOfLongLinesEndsAfterFourMebibytes() {
        world.up(TWO);
        for (int i = 0; i < 300; i++) {
            write("web", "x".repeat(16_384));
        }
        List<Long> seen = new ArrayList<>();
        LogPage page = page(ALL);
        assertThat(page.lines()).hasSizeBetween(250, 256);
        page.lines().forEach(each -> seen.add(each.id()));
        while (page.more()) {
            page = page(after(seen.getLast()));
            page.lines().forEach(each -> seen.add(each.id()));
        }

        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
    }

    @Test
    void aPageOfWhatTakesMoreWhenItIsSentEndsAfterFourMebibytesThatAreSent() {
        world.up(TWO);
        for (String each : List.of("\u0000", "\"", "\u20ac", "\ud83d\ude00", "\u007f", "x")) {
            for (int i = 0; i < 300; i++) {
                write("web", each.repeat(16_384 / bytes(each).length));
            }
        }
        for (int i = 0; i < 300; i++) {
            byte[] odd = new byte[16_384];
            Arrays.fill(odd, (byte) 0xff);
            world.output.write("web", 1, "stdout", odd, false, false);
        }
        int seen = 0;
        long last = 0;
        for (boolean more = true; more; ) {
            LogPage page = page(after(last));
            int sent = Json.bytes(page).length;
            assertThat(sent).isLessThan(LinePages.BYTES_MAX + 6 * 16_384 + 1_000);
            seen += page.lines().size();
            last = page.lines().getLast().id();
            more = page.more();
        }
        assertThat(seen).isEqualTo(2_100);
    }

    @Test
    void theLastLinesAreTheLastOfThoseThatAreWanted() {
        world.up(TWO);
        for (int i = 1; i <= 10; i++) {
            write(i % 2 == 0 ? "web" : "db", "line " + i);
        }

        assertThat(texts(query(List.of("web"), OptionalInt.of(2), "[246]$"))).containsExactly("line 4", "line 6");
    }

    @Test
    void anExpressionIsLookedForInEachLine() {
        world.up(TWO);
        write("web", "GET / 200");
        write("web", "GET /x 500");
        write("web", "GET /y 503");

        assertThat(texts(query(List.of(), OptionalInt.empty(), " 5\\d\\d$")))
                .containsExactly("GET /x 500", "GET /y 503");
    }

    @Test
    void aWrongExpressionIsRefusedWithWhatIsWrongAndWhere() {
        world.up(TWO);
        LogQuery wrong = query(List.of(), OptionalInt.empty(), "a(b");

        assertThat(refusal(world.operations.logs(wrong)))
                .isEqualTo("parameter \"grep\": \"a(b\" is no regular expression: Unclosed group at position 3");
        assertThat(refusal(world.operations.followLogs(wrong))).contains("Unclosed group at position 3");
    }

    @Test
    void anExpressionThatWouldTakeForEverIsNotFound() {
        world.up(TWO);
        write("web", "a".repeat(5_000) + "!");
        write("web", "aaaa");

        assertThat(texts(query(List.of(), OptionalInt.empty(), "^(a+)+$"))).containsExactly("aaaa");
    }

    @Test
    void whatIsNotUtf8IsPrintableAndThereAsBytes() {
        world.up(TWO);
        world.output.write("web", 1, "stdout", new byte[] {(byte) 0xFF, 'a'}, false, false);

        LogLine line = page(ALL).lines().getFirst();

        assertThat(line.text()).isEqualTo("b'\\xffa'");
        assertThat(line.bytes()).contains("/2E=");
    }

    @Test
    void piecesOfALongLineSayWhichTheyAre() {
        world.up(TWO);
        piece("a", true, false);
        piece("b", true, true);
        piece("c", false, true);
        piece("d", false, false);

        assertThat(page(ALL).lines()).extracting(LogLine::part).containsExactly("first", "middle", "last", "whole");
    }

    @Test
    void aNoticeOfWhatWasLostIsALineOfRunZero() {
        world.up(TWO);
        world.output.write("web", 0, "stdout", bytes("procmon: 2 lines (9 bytes) were lost here"), false, false);

        assertThat(page(ALL).lines().getFirst().run()).isZero();
    }

    @Test
    void linesBeforeATimeAreThoseAlone() {
        world.up(TWO);
        write("web", "early");
        world.seconds(10);
        write("web", "late");
        LogQuery early = new LogQuery(
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-11-25T00:00:05Z")),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(texts(early)).containsExactly("early");
    }

    @Test
    void bytesThatCouldNotBeReadAreCounted() {
        world.up(TWO);
        world.output.missed = 17;

        assertThat(page(ALL).missed()).isEqualTo(17);
    }

    @Test
    void aPageThatNobodyWantsAnyLongerIsReadNoFurther() {
        world.up(TWO);
        write("web", "line");
        world.desk.isIdle = true;
        CompletableFuture<LogPage> page = world.asked(world.operations.logs(ALL));

        page.cancel(false);
        world.desk.work();

        assertThat(world.output.open).isZero();
        assertThat(page).isCancelled();
    }

    @Test
    void whereTooManyAskTheNextOneIsTurnedAway() {
        world.up(TWO);
        world.desk.isFull = true;

        assertThat(refusal(world.operations.logs(ALL))).isEqualTo("too many ask for lines at the same time; try again");
    }

    @Test
    void outputOfAProgramThatNobodyKnowsAnyLongerIsReadByItsName() {
        world.up(TWO);
        write("gone", "last words");

        assertThat(texts(query(List.of("gone"), OptionalInt.empty(), "."))).containsExactly("last words");
    }

    @Test
    void linesAreFollowedWithoutAGapOrARepeat() {
        world.up(TWO);
        write("web", "before");
        write("db", "of another");
        Lines lines = follow(query(List.of("web"), OptionalInt.empty(), "."));
        assertThat(next(lines)).containsExactly("before");
        CompletableFuture<List<LogLine>> next = lines.next();
        assertThat(next).isNotDone();

        write("db", "of another");
        assertThat(next).isNotDone();
        write("web", "after");

        assertThat(next.join()).extracting(LogLine::text).containsExactly("after");
        lines.end();
        assertThat(world.output.open).isZero();
        assertThat(world.output.listeners()).isZero();
    }

    @Test
    void aStreamMayBeginWithTheLastLines() {
        world.up(TWO);
        for (int i = 1; i <= 5; i++) {
            write("web", "line " + i);
        }
        Lines lines = follow(query(List.of(), OptionalInt.of(2), "."));

        assertThat(next(lines)).containsExactly("line 4", "line 5");
        write("web", "line 6");
        assertThat(next(lines)).containsExactly("line 6");
        lines.end();
    }

    @Test
    void oneWhoFollowsIsToldOfProgramsThatWriteLaterFromTheirFirstLineOn() {
        world.up(TWO);
        write("web", "one");
        Lines lines = follow(ALL);
        assertThat(next(lines)).containsExactly("one");
        CompletableFuture<List<LogLine>> next = lines.next();

        write("db", "two");

        assertThat(next.join()).extracting(LogLine::text).containsExactly("two");
        lines.end();
        assertThat(world.output.open).isZero();
    }

    @Test
    void noMoreIsReadThanIsAskedFor() {
        world.up(TWO);
        for (int i = 0; i < 2_500; i++) {
            write("web", "line");
        }
        Lines lines = follow(ALL);

        assertThat(next(lines)).hasSize(1_000);
        assertThat(next(lines)).hasSize(1_000);
        assertThat(next(lines)).hasSize(500);
        lines.end();
    }

    @Test
    void aSearchThatFindsLittleFindsItAllTurnByTurn() {
        world.up(TWO);
        for (int i = 0; i < 1_000; i++) {
            write("web", i % 300 == 0 ? "needle " + i : "x".repeat(16_000));
        }
        Lines lines = follow(query(List.of(), OptionalInt.empty(), "needle"));
        List<String> found = new ArrayList<>();
        while (found.size() < 4) {
            found.addAll(next(lines));
        }

        assertThat(found).containsExactly("needle 0", "needle 300", "needle 600", "needle 900");
        lines.end();
    }

    @Test
    void filesAreOpenedAnewForThoseWhoAreMeantAndThatIsTakenDown() {
        world.up(TWO);
        write("web", "line");
        write("db", "line");

        LogFilesReport report = files("reopen", "web");

        assertThat(report.files()).containsExactly("/logs/web.log");
        assertThat(world.output.done).containsExactly("reopened [web]");
        assertThat(world.told).containsExactly("reopen-logs of web, asked for by user alice (uid 1000)");
        assertThat(files("rotate").files()).containsExactly("/logs/db.log", "/logs/web.log");
        assertThat(world.output.done).containsExactly("reopened [web]", "rotated [web, db]");
    }

    @Test
    void filesForWhichItFailsAreNamedWithTheCauseAndNotAmongTheOthers() {
        world.up(TWO);
        write("web", "line");
        write("db", "line");
        world.output.failures.add(new LogFailure(Path.of("/logs/db.log"), "EACCES (permission denied)"));

        assertThat(files("rotate"))
                .isEqualTo(new LogFilesReport(
                        List.of("/logs/web.log"), List.of("/logs/db.log: EACCES (permission denied)")));
    }

    @Test
    void filesOfNobodyAreRefusedAndSoIsWhatMakesNoSense() {
        world.up(TWO);

        assertThat(refusal(world.operations.logFiles(request("reopen", "nobody"), caller())))
                .startsWith("there is no program \"nobody\"");
        assertThat(refusal(world.operations.logFiles(request("delete", "web"), caller())))
                .isEqualTo("\"action\": got \"delete\", expected reopen or rotate");
        assertThat(world.output.done).isEmpty();
    }

    private LogFilesReport files(String action, String... programs) {
        return world.done(world.operations.logFiles(request(action, programs), caller()));
    }

    private static LogFilesRequest request(String action, String... programs) {
        return new LogFilesRequest(action, List.of(programs));
    }

    private static Operations.Caller caller() {
        return new Operations.Caller(Operating.CALLER);
    }

    private Lines follow(LogQuery query) {
        return world.done(world.operations.followLogs(query));
    }

    private static List<String> next(Lines lines) {
        return lines.next().join().stream().map(LogLine::text).toList();
    }

    private LogPage page(LogQuery query) {
        return world.done(world.operations.logs(query));
    }

    private List<String> texts(LogQuery query) {
        return page(query).lines().stream().map(LogLine::text).toList();
    }

    private void write(String program, String line) {
        world.output.write(program, 1, "stdout", bytes(line), false, false);
    }

    private void piece(String text, boolean continued, boolean continuing) {
        world.output.write("web", 1, "stdout", bytes(text), continued, continuing);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LogQuery after(long id) {
        return ALL.from(OptionalLong.of(id));
    }

    private static LogQuery query(List<String> programs, OptionalInt last, String grep) {
        return new LogQuery(
                programs,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                last,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(grep));
    }

    private String refusal(CompletableFuture<?> answer) {
        var _ = world.asked(answer);
        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure).hasCauseInstanceOf(RefusedException.class);
        return String.valueOf(failure.getCause().getMessage());
    }
}
