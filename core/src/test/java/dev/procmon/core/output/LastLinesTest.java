// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.process.StdStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastLinesTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123Z");

    @Test
    void aLineComesBackAsItWas() {
        LastLines lines = new LastLines(1024);
        lines.append(NOON, 7, StdStream.STDERR, "naïve €", LinePart.MIDDLE);

        assertThat(lines.last(10))
                .containsExactly(new KeptLine(1, NOON, 7, StdStream.STDERR, "naïve €", LinePart.MIDDLE, 0));
    }

    @Test
    void allStreamsAndPartsComeBack() {
        LastLines lines = new LastLines(4096);
        List<String> written = new ArrayList<>();
        for (StdStream stream : StdStream.values()) {
            for (LinePart part : LinePart.values()) {
                lines.append(NOON, 1, stream, "", part);
                written.add(stream + " " + part);
            }
        }

        assertThat(lines.last(100))
                .extracting(line -> line.stream() + " " + line.part())
                .containsExactlyElementsOf(written);
    }

    @Test
    void theLastComeInTheirOrder() {
        LastLines lines = filled(1024, 1, "a", "b", "c");

        assertThat(texts(lines.last(2))).containsExactly("b", "c");
        assertThat(texts(lines.last(10))).containsExactly("a", "b", "c");
        assertThat(lines.last(0)).isEmpty();
    }

    @Test
    void theLastOfOneRunAreFoundAmongThoseOfOthers() {
        LastLines lines = filled(1024, 1, "a", "b");
        add(lines, 2, "c");
        add(lines, 1, "d");

        assertThat(texts(lines.last(2, 1))).containsExactly("b", "d");
        assertThat(texts(lines.last(2, 2))).containsExactly("c");
        assertThat(lines.last(2, 3)).isEmpty();
    }

    @Test
    void whoeverAsksForThoseAfterANumberMissesNoneAndGetsNoneTwice() {
        LastLines lines = filled(1024, 1, "a", "b");
        assertThat(texts(lines.since(0).lines())).containsExactly("a", "b");
        long seen = lines.lastSequence();
        assertThat(lines.since(seen)).isEqualTo(new LastLines.Excerpt(0, List.of()));
        add(lines, 1, "c");

        assertThat(texts(lines.since(seen).lines())).containsExactly("c");
    }

    @Test
    void theOldestAreDroppedAndCounted() {
        LastLines lines = new LastLines(256);
        for (int i = 1; i <= 100; i++) {
            add(lines, 1, "line " + i);
        }
        LastLines.Excerpt all = lines.since(0);

        assertThat(all.lines()).hasSizeBetween(4, 10);
        assertThat(all.lines().getLast().text()).isEqualTo("line 100");
        assertThat(all.missed()).isEqualTo(100 - all.lines().size());
        assertThat(lines.dropped()).isEqualTo(all.missed());
        assertThat(lines.since(10).missed()).isEqualTo(all.missed() - 10);
        assertThat(all.lines())
                .extracting(KeptLine::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(all.missed() + 1, 100).boxed().toList());
    }

    @Test
    void aLineThatIsTooLongIsCutAndDoesNotDriveOutAllOthers() {
        LastLines lines = filled(1024, 1, "before");
        lines.append(NOON, 1, StdStream.STDOUT, "x".repeat(16_384), LinePart.WHOLE);
        List<KeptLine> kept = lines.last(2);

        assertThat(texts(kept.subList(0, 1))).containsExactly("before");
        assertThat(kept.getLast().text()).matches("x{200,256}");
        assertThat(kept.getLast().text().length() + kept.getLast().cut()).isEqualTo(16_384);
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "😀"})
    void noCharacterIsCutInTwo(String character) {
        for (int ahead = 0; ahead < 4; ahead++) {
            LastLines lines = new LastLines(256);
            String text = "x".repeat(ahead) + character.repeat(100);
            lines.append(NOON, 1, StdStream.STDOUT, text, LinePart.WHOLE);
            KeptLine line = lines.last(1).getFirst();

            assertThat(text).startsWith(line.text());
            assertThat(utf8(line.text()) + line.cut()).isEqualTo(utf8(text));
        }
    }

    @Test
    void aSmallerBoundDropsTheOldestAndGivesTheRoomBack() {
        LastLines lines = new LastLines(8192);
        for (int i = 1; i <= 100; i++) {
            add(lines, 1, "line " + i);
        }
        assertThat(lines.dropped()).isZero();
        lines.limit(512);

        assertThat(lines.capacity()).isLessThanOrEqualTo(512);
        assertThat(lines.last(100).getLast().text()).isEqualTo("line 100");
        assertThat(lines.last(100)).hasSizeLessThan(20);
        add(lines, 1, "one more");
        assertThat(lines.last(1).getFirst().sequence()).isEqualTo(101);
    }

    @Test
    void aGreaterBoundKeepsMoreFromThenOn() {
        LastLines lines = new LastLines(256);
        lines.limit(4096);
        for (int i = 1; i <= 50; i++) {
            add(lines, 1, "line " + i);
        }

        assertThat(lines.dropped()).isZero();
    }

    @Test
    void whoWritesLittleTakesLittleRoom() {
        LastLines lines = filled(65_536, 1, "one line");

        assertThat(lines.capacity()).isLessThanOrEqualTo(128);
    }

    @Test
    void aBoundWithoutRoomForALineIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LastLines(255))
                .withMessage("last lines in 255 bytes, expected 256 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new LastLines(256).limit(-1));
    }

    @Test
    void whateverIsWrittenTheLastLinesAreThoseThatWereWrittenLast() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            LastLines lines = new LastLines(256 + random.nextInt(2048));
            List<String> all = new ArrayList<>();
            for (int i = random.nextInt(300); i > 0; i--) {
                all.add("é".repeat(random.nextInt(15)));
                add(lines, 1, all.getLast());
                if (random.nextInt(40) == 0) {
                    lines.limit(256 + random.nextInt(2048));
                }
                LastLines.Excerpt excerpt = lines.since(0);
                assertThat(texts(excerpt.lines()))
                        .as("seed " + seed)
                        .containsExactlyElementsOf(all.subList((int) excerpt.missed(), all.size()));
            }
        }
    }

    @Test
    void whoReadsWhileAnotherWritesSeesWholeLinesInTheirOrder() throws InterruptedException {
        LastLines lines = new LastLines(1024);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>("");
        Thread reader = Thread.ofPlatform().start(() -> {
            long seen = 0;
            while (!done.get()) {
                LastLines.Excerpt excerpt = lines.since(seen);
                long expected = seen + excerpt.missed();
                for (KeptLine line : excerpt.lines()) {
                    expected++;
                    if (line.sequence() != expected || !line.text().equals("line " + expected)) {
                        wrong.set(line + " where " + expected + " was expected");
                    }
                }
                seen = expected;
            }
        });
        for (int i = 1; i <= 50_000; i++) {
            add(lines, 1, "line " + i);
        }
        done.set(true);
        reader.join();

        assertThat(wrong.get()).isEmpty();
    }

    private static LastLines filled(int limit, long run, String... texts) {
        LastLines lines = new LastLines(limit);
        for (String text : texts) {
            add(lines, run, text);
        }
        return lines;
    }

    private static void add(LastLines lines, long run, String text) {
        lines.append(NOON, run, StdStream.STDOUT, text, LinePart.WHOLE);
    }

    private static List<String> texts(List<KeptLine> lines) {
        return lines.stream().map(KeptLine::text).toList();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
