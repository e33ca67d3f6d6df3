// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineSplitterTest {

    /** Bytes as text, one character each, so that a failure can be read. */
    private record Piece(String bytes, LinePart part) {}

    static Stream<String> charactersOfSeveralBytes() {
        return Stream.of("é", "€", "😀");
    }

    @Test
    void aLineEndsWithALineFeedThatIsNotPartOfIt() {
        assertThat(split(8, utf8("one\ntwo\n"))).containsExactly(whole("one"), whole("two"));
    }

    @Test
    void anEmptyLineIsALine() {
        assertThat(split(8, utf8("\n\na\n\n"))).containsExactly(whole(""), whole(""), whole("a"), whole(""));
    }

    @Test
    void anUnfinishedLineIsALineWhenNoMoreBytesCome() {
        assertThat(split(8, utf8("one\ntwo"))).containsExactly(whole("one"), whole("two"));
    }

    @Test
    void nothingIsLeftOverAfterAFinishedLine() {
        assertThat(split(8, utf8("one\n"))).containsExactly(whole("one"));
    }

    @Test
    void withoutBytesThereIsNoLine() {
        List<Piece> pieces = new ArrayList<>();
        LineSplitter splitter = splitter(8, pieces);
        splitter.feed(ByteBuffer.allocate(0));
        splitter.finish();
        splitter.finish();
        assertThat(pieces).isEmpty();
    }

    @Test
    void anEmptyFeedWithinALineChangesNothing() {
        List<Piece> pieces = new ArrayList<>();
        LineSplitter splitter = splitter(4, pieces);
        for (String chunk : List.of("ab", "", "cd", "", "\n", "")) {
            splitter.feed(ByteBuffer.wrap(utf8(chunk)));
        }
        splitter.finish();
        assertThat(pieces).containsExactly(whole("abcd"));
    }

    @Test
    void aLineThatIsFinishedIsNotToldTwice() {
        List<Piece> pieces = new ArrayList<>();
        LineSplitter splitter = splitter(8, pieces);
        splitter.feed(ByteBuffer.wrap(utf8("one")));
        splitter.finish();
        splitter.finish();
        splitter.feed(ByteBuffer.wrap(utf8("two\n")));
        assertThat(pieces).containsExactly(whole("one"), whole("two"));
    }

    @Test
    void aCarriageReturnIsKept() {
        assertThat(split(8, utf8("a\r\n\rb\r\r\n"))).containsExactly(whole("a\r"), whole("\rb\r\r"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 255, 256, 257, 1_000, LineSplitter.LIMIT})
    void aLineOfExactlyTheLimitIsWhole(int limit) {
        String line = "x".repeat(limit);
        assertThat(split(limit, utf8(line + "\n" + line))).containsExactly(whole(line), whole(line));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 255, 256, 257, 1_000, LineSplitter.LIMIT})
    void aLineOfOneByteMoreComesInTwoPieces(int limit) {
        String line = "x".repeat(limit);
        assertThat(split(limit, utf8(line + "y\nz\n")))
                .containsExactly(new Piece(line, LinePart.FIRST), new Piece("y", LinePart.LAST), whole("z"));
    }

    @Test
    void aLineOfSeveralLimitsHasMiddlePieces() {
        assertThat(split(4, utf8("aaaabbbbccccdddd\n")))
                .containsExactly(
                        new Piece("aaaa", LinePart.FIRST),
                        new Piece("bbbb", LinePart.MIDDLE),
                        new Piece("cccc", LinePart.MIDDLE),
                        new Piece("dddd", LinePart.LAST));
    }

    @Test
    void aLongLineThatIsNeverFinishedHasALastPieceToo() {
        assertThat(split(4, utf8("aaaab")))
                .containsExactly(new Piece("aaaa", LinePart.FIRST), new Piece("b", LinePart.LAST));
    }

    @ParameterizedTest
    @MethodSource("charactersOfSeveralBytes")
    void noCharacterIsCutWhereverItLiesOnTheBorder(String character) {
        int size = utf8(character).length;
        int limit = 8;
        for (int before = limit - size; before <= limit; before++) {
            String line = "x".repeat(before) + character + "y";
            List<Piece> pieces = split(limit, utf8(line + "\n"));
            boolean fits = before + size <= limit;
            String first = fits ? "x".repeat(before) + character : "x".repeat(before);
            String last = fits ? "y" : character + "y";
            assertThat(pieces)
                    .as("%s after %d bytes, limit %d", character, before, limit)
                    .containsExactly(
                            new Piece(latin1(utf8(first)), LinePart.FIRST),
                            new Piece(latin1(utf8(last)), LinePart.LAST));
        }
    }

    @Test
    void whereBytesAreNoCharactersALineIsCutAtTheLimit() {
        byte[] continuations = new byte[9];
        Arrays.fill(continuations, (byte) 0x80);
        assertThat(split(4, continuations))
                .containsExactly(
                        new Piece("\u0080".repeat(4), LinePart.FIRST),
                        new Piece("\u0080".repeat(4), LinePart.MIDDLE),
                        new Piece("\u0080", LinePart.LAST));
    }

    /** Every text of three of these, of one to four bytes, valid and not, in every possible chunking. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void everyChunkingGivesTheSameLines(int limit) {
        List<byte[]> symbols = List.of(
                utf8("a"),
                utf8("bbb"),
                utf8("\n"),
                utf8("\r"),
                utf8("é"),
                utf8("€"),
                utf8("😀"),
                bytes(0xFF),
                bytes(0x80),
                bytes(0xF0));
        texts(symbols, 3).forEach(text -> {
            List<Piece> expected = split(limit, text);
            assertTold(limit, text, expected);
            // Which of the places between two bytes are the end of a chunk, as bits.
            for (int cuts = 1; cuts < 1 << (text.length - 1); cuts++) {
                if (!splitAt(limit, text, cuts).equals(expected)) {
                    assertThat(splitAt(limit, text, cuts))
                            .as("%s in chunks %s", latin1(text), Integer.toBinaryString(cuts))
                            .isEqualTo(expected);
                }
            }
        });
    }

    @Test
    void everyBufferSizeGivesTheSameLines() {
        byte[] text = randomText(new Random(1), 3_000);
        for (int limit : new int[] {4, 7, 64, 300, 4_000}) {
            List<Piece> expected = split(limit, text);
            assertTold(limit, text, expected);
            for (int size = 1; size <= text.length; size += size < 300 ? 1 : 97) {
                assertThat(splitInBuffersOf(size, limit, text))
                        .as("limit %d, buffers of %d bytes", limit, size)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aBufferThatIsASliceOfAnotherIsReadFromItsPositionToItsLimit() {
        ByteBuffer direct = ByteBuffer.allocateDirect(32);
        direct.put(utf8("before[a\nb\n]after")).flip().position(7).limit(11);
        List<Piece> pieces = new ArrayList<>();
        splitter(8, pieces).feed(direct.slice());
        assertThat(pieces).containsExactly(whole("a"), whole("b"));
        assertThat(direct.remaining()).isEqualTo(4);
    }

    @Test
    void aLineOfOneMebibyteIsToldInBoundedMemory() {
        byte[] chunk = new byte[64 * 1_024];
        Arrays.fill(chunk, (byte) 'x');
        long[] told = new long[2];
        LineSplitter splitter = new LineSplitter(LineSplitter.LIMIT, (bytes, length, _) -> {
            told[0] += length;
            told[1] = Math.max(told[1], bytes.length);
        });
        for (int i = 0; i < 16; i++) {
            splitter.feed(ByteBuffer.wrap(chunk));
        }
        splitter.finish();
        assertThat(told[0]).as("bytes").isEqualTo(1_048_576);
        assertThat(told[1]).as("longest array").isLessThanOrEqualTo(LineSplitter.LIMIT);
    }

    @Test
    void aLimitThatHoldsNoCharacterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> splitter(3, new ArrayList<>()));
    }

    /** What holds of the pieces of any text. */
    private static void assertTold(int limit, byte[] text, List<Piece> pieces) {
        StringBuilder all = new StringBuilder();
        StringBuilder line = new StringBuilder();
        boolean begun = false;
        for (Piece piece : pieces) {
            boolean inOrder = piece.part().hasBegun() == begun;
            boolean bounded = piece.bytes().length() <= limit;
            boolean filled = !piece.part().goesOn() || piece.bytes().length() > limit - 4;
            if (!inOrder || !bounded || !filled) {
                throw new AssertionError("limit " + limit + ", text " + latin1(text) + ": " + pieces);
            }
            line.append(piece.bytes());
            begun = piece.part().goesOn();
            if (!begun) {
                all.append(line).append('\n');
                line.setLength(0);
            }
        }
        String expected = latin1(text);
        boolean finished = expected.isEmpty() || expected.endsWith("\n");
        assertThat(all).hasToString(finished ? expected : expected + "\n");
        if (isUtf8(text)) {
            assertThat(pieces).allMatch(piece -> isUtf8(piece.bytes().getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static Stream<byte[]> texts(List<byte[]> symbols, int count) {
        Stream<byte[]> texts = Stream.of(new byte[0]);
        for (int i = 0; i < count; i++) {
            texts = texts.flatMap(text -> symbols.stream().map(symbol -> join(text, symbol)));
        }
        return texts;
    }

    private static byte[] randomText(Random random, int length) {
        List<byte[]> symbols = List.of(utf8("a"), utf8("é"), utf8("€"), utf8("😀"), bytes(0xC3), bytes(0x80));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (text.size() < length) {
            byte[] symbol = random.nextInt(40) == 0 ? utf8("\n") : symbols.get(random.nextInt(symbols.size()));
            text.writeBytes(symbol);
        }
        return text.toByteArray();
    }

    private static List<Piece> split(int limit, byte[] text) {
        return splitInBuffersOf(Math.max(text.length, 1), limit, text);
    }

    private static List<Piece> splitInBuffersOf(int size, int limit, byte[] text) {
        List<Piece> pieces = new ArrayList<>();
        LineSplitter splitter = splitter(limit, pieces);
        for (int from = 0; from < text.length; from += size) {
            splitter.feed(ByteBuffer.wrap(text, from, Math.min(size, text.length - from)));
        }
        splitter.finish();
        return pieces;
    }

    private static List<Piece> splitAt(int limit, byte[] text, int cuts) {
        List<Piece> pieces = new ArrayList<>();
        LineSplitter splitter = splitter(limit, pieces);
        int from = 0;
        for (int to = 1; to <= text.length; to++) {
            if (to == text.length || (cuts >> (to - 1) & 1) == 1) {
                splitter.feed(ByteBuffer.wrap(text, from, to - from));
                from = to;
            }
        }
        splitter.finish();
        return pieces;
    }

    private static LineSplitter splitter(int limit, List<Piece> pieces) {
        return new LineSplitter(
                limit,
                (bytes, length, part) ->
                        pieces.add(new Piece(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), part)));
    }

    private static Piece whole(String line) {
        return new Piece(line, LinePart.WHOLE);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
