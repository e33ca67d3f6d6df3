// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.posix.libc.LineCode;
import dev.procmon.posix.output.LineCopy.End;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class LineCopyTest {

    /** How it is done. */
    enum How {
        AS_MACHINE_CODE,
        IN_JAVA
    }

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final LineCopy copy;
    private final ByteBuffer to = ByteBuffer.allocateDirect(4096);

    LineCopyTest(How how) {
        copy = how == How.IN_JAVA
                ? new LineCopy(Optional.empty())
                : new LineCopy(Optional.of(LineCode.ofThisHost().orElseThrow()));
    }

    @AfterEach
    void close() {
        copy.close();
    }

    @Test
    void eachLineIsCopiedWithThePrefixBeforeIt() {
        prefix("> ");
        ByteBuffer from = direct("one\n\ntwo\n");

        assertThat(copy.copy(from, to, 100, UNBOUNDED)).isEqualTo(End.UNFINISHED);

        assertThat(copied()).isEqualTo("> one\n> \n> two\n");
        assertThat(from.hasRemaining()).isFalse();
        assertThat(copy.lines()).isEqualTo(3);
    }

    @Test
    void whatHasNoLineFeedIsLeft() {
        prefix("> ");
        ByteBuffer from = direct("one\ntwo");

        assertThat(copy.copy(from, to, 100, UNBOUNDED)).isEqualTo(End.UNFINISHED);

        assertThat(copied()).isEqualTo("> one\n");
        assertThat(from.position()).isEqualTo(4);
        assertThat(copy.lines()).isOne();
    }

    @Test
    void aLineAsLongAsTheLimitIsCopiedAndALongerOneIsNot() {
        ByteBuffer from = direct("four\nfives\n");

        assertThat(copy.copy(from, to, 4, UNBOUNDED)).isEqualTo(End.LONG);

        assertThat(copied()).isEqualTo("four\n");
        assertThat(from.position()).isEqualTo(5);
    }

    @Test
    void anUnfinishedLineIsLongWhenItHasMoreBytesThanTheLimit() {
        assertThat(copy.copy(direct("four"), to, 4, UNBOUNDED)).isEqualTo(End.UNFINISHED);
        assertThat(copy.copy(direct("fives"), to, 4, UNBOUNDED)).isEqualTo(End.LONG);
    }

    @Test
    void itEndsAfterAsManyLinesAsWereWanted() {
        ByteBuffer from = direct("1\n2\n3\n");

        assertThat(copy.copy(from, to, 10, 2)).isEqualTo(End.COUNTED);
        assertThat(copied()).isEqualTo("1\n2\n");
        assertThat(copy.copy(from, to, 10, 0)).isEqualTo(End.COUNTED);
        assertThat(copy.lines()).isZero();
        // There is nothing left to be counted.
        assertThat(copy.copy(from, to, 10, 1)).isEqualTo(End.UNFINISHED);
    }

    @Test
    void aLineIsCopiedWhereThereIsRoomForAnyAndNotWhereAByteIsMissing() {
        ByteBuffer from = direct("1\n2\n");
        to.limit(copy.room(10) + 1);

        assertThat(copy.copy(from, to, 10, UNBOUNDED)).isEqualTo(End.FULL);

        assertThat(copied()).isEqualTo("1\n");
        assertThat(copy.room(10)).isEqualTo(LineCopy.PREFIX_MAX + 11);
    }

    @Test
    void thePrefixIsTheOneThatWasSetLast() {
        prefix("a long prefix ");
        prefix("b");
        copy.copy(direct("\n"), to, 10, UNBOUNDED);
        prefix("");
        copy.copy(direct("x\n"), to, 10, UNBOUNDED);

        assertThat(copied()).isEqualTo("b\nx\n");
    }

    @Test
    void buffersThatCannotBeUsedAreMistakes() {
        ByteBuffer bytes = direct("x\n");
        byte[] prefix = new byte[LineCopy.PREFIX_MAX + 1];

        assertThatThrownBy(() -> copy.copy(ByteBuffer.allocate(1), to, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> copy.copy(bytes, ByteBuffer.allocate(1), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> copy.copy(bytes, to.asReadOnlyBuffer(), 1, 1))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> copy.copy(bytes, to, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> copy.prefix(prefix, prefix.length)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> copy.prefix(new byte[1], 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Random inputs around every boundary, against the simplest thing that can be right. */
    @Test
    void itCopiesWhatCopyingByteByByteCopies() {
        for (int seed = 0; seed < 20_000; seed++) {
            compare(new Random(seed), seed);
        }
    }

    private void compare(RandomGenerator random, int seed) {
        byte[] prefix = random(random, random.nextInt(LineCopy.PREFIX_MAX + 1), 0);
        int limit = random.nextInt(4) == 0 ? random.nextInt(1000) : random.nextInt(70);
        int count = random.nextInt(4) == 0 ? random.nextInt(6) : UNBOUNDED;
        byte[] input = random(random, random.nextInt(400), 1 + random.nextInt(80));
        int offset = random.nextInt(40);
        int room = random.nextInt(3) == 0 ? random.nextInt(2 * copy.room(limit)) : 4000;
        ByteBuffer from = ByteBuffer.allocateDirect(offset + input.length + 16);
        from.put(offset, input).position(offset).limit(offset + input.length);
        to.clear().position(random.nextInt(40)).limit(Math.min(to.position() + room, to.capacity()));
        int begin = to.position();
        int end = to.limit();
        ByteBuffer all = to.duplicate().clear();
        ByteBuffer behind = ByteBuffer.allocate(all.capacity() - end).put(0, all, end, all.capacity() - end);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Expected expectedEnd = expected(input, prefix, to.remaining(), limit, count, expected);

        copy.prefix(prefix, prefix.length);
        assertThat(copy.copy(from, to, limit, count)).as("seed %d", seed).isEqualTo(expectedEnd.end());

        assertThat(copy.lines()).as("seed %d", seed).isEqualTo(expectedEnd.lines());
        assertThat(from.position() - offset).as("seed %d", seed).isEqualTo(expectedEnd.read());
        byte[] written = new byte[to.position() - begin];
        to.get(begin, written);
        assertThat(written).as("seed %d", seed).isEqualTo(expected.toByteArray());
        assertThat(all.slice(end, behind.capacity())).as("seed %d", seed).isEqualTo(behind);
    }

    private record Expected(End end, int lines, int read) {}

    private static Expected expected(
            byte[] input, byte[] prefix, int room, int limit, int count, ByteArrayOutputStream output) {
        int lines = 0;
        int at = 0;
        while (at < input.length) {
            if (lines == count) {
                return new Expected(End.COUNTED, lines, at);
            }
            if (room - output.size() < LineCopy.PREFIX_MAX + limit + 1) {
                return new Expected(End.FULL, lines, at);
            }
            int end = at;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            if (end - at > limit) {
                return new Expected(End.LONG, lines, at);
            }
            if (end == input.length) {
                return new Expected(End.UNFINISHED, lines, at);
            }
            output.writeBytes(prefix);
            output.write(input, at, end + 1 - at);
            at = end + 1;
            lines++;
        }
        return new Expected(End.UNFINISHED, lines, at);
    }

    /** Bytes of which about one in so many is a line feed, and others are nearly one; none for 0. */
    static byte[] random(RandomGenerator random, int length, int rarity) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            if (rarity > 0 && random.nextInt(rarity) == 0) {
                bytes[i] = '\n';
            } else if (random.nextInt(8) == 0) {
                bytes[i] = (byte) ('\n' ^ 1 << random.nextInt(8));
            }
        }
        return bytes;
    }

    private void prefix(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        copy.prefix(bytes, bytes.length);
    }

    private String copied() {
        byte[] bytes = new byte[to.position()];
        to.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
