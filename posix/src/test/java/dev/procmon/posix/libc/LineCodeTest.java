// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The machine code at the edge of the memory that there is: a byte too far, read or written, and Java is gone. */
class LineCodeTest {

    private static final int PAGE = 4096;
    private static final int PREFIX_MAX = 256;
    private static final int READ = 1;
    private static final int EXECUTE = 4;

    private final Caller caller = Caller.ofThisThread();
    private final LineCode code = LineCode.ofThisHost().orElseThrow();
    private final LineCopyCall copy = new LineCopyCall(code, PREFIX_MAX);
    private Island from;
    private Island to;

    @BeforeEach
    void map() {
        from = new Island(caller);
        to = new Island(caller);
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
        copy.close();
        caller.close();
    }

    @Test
    void nothingIsReadBehindTheEndOrBeforeTheBeginning() {
        for (int length = 0; length < 100; length++) {
            for (int lineFeed = -1; lineFeed < length; lineFeed++) {
                findIn(from.end(length), lineFeed);
                findIn(from.begin(length), lineFeed);
            }
        }
    }

    @Test
    void aLineAtTheEndOfTheSourceIsCopiedToTheEndOfTheTarget() {
        for (int length = 1; length < 100; length++) {
            for (int prefix = 0; prefix <= PREFIX_MAX; prefix += prefix < 34 ? 1 : 37) {
                copyLine(length, prefix);
            }
            copyLine(length, PREFIX_MAX);
        }
    }

    @Test
    void anUnfinishedLineIsNotWrittenBehindTheEndEither() {
        for (int length = 1; length < 100; length++) {
            for (int limit = Math.max(1, length - 40); limit < length + 40; limit++) {
                ByteBuffer source = from.end(length);
                fill(source, -1);
                ByteBuffer target = to.end(PREFIX_MAX + limit + 1);
                copy.prefix(new byte[PREFIX_MAX], PREFIX_MAX);

                assertThat(copy.copy(source, target, limit + 1, target.remaining(), 1))
                        .isEqualTo(length > limit ? 1 : 0);

                assertThat(source.position()).isZero();
                assertThat(target.position()).isZero();
            }
        }
    }

    @Test
    void whereNobodyMayMakeCodeThereIsNone() throws Exception {
        List<Optional<LineCode>> made = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try (Caller own = Caller.ofThisThread()) {
                int mprotect = Platform.X86_64 ? 10 : 226;
                SystemCallFilter.forbidWithThird(own, mprotect, READ | EXECUTE, Errno.EACCES);
            }
            made.add(LineCode.make());
        });
        thread.join();

        assertThat(made).containsExactly(Optional.empty());
    }

    private void findIn(ByteBuffer bytes, int lineFeed) {
        fill(bytes, lineFeed);

        assertThat(code.first(bytes)).isEqualTo(lineFeed);
        assertThat(code.last(bytes)).isEqualTo(lineFeed);
        assertThat(code.count(bytes)).isEqualTo(lineFeed < 0 ? 0 : 1);
    }

    private void copyLine(int length, int prefix) {
        ByteBuffer source = from.end(length);
        fill(source, length - 1);
        ByteBuffer target = to.end(PREFIX_MAX + length);
        copy.prefix(new byte[prefix], prefix);

        assertThat(copy.copy(source, target, length, target.remaining(), 2)).isZero();

        assertThat(copy.lines()).isOne();
        assertThat(target.position()).isEqualTo(prefix + length);
        assertThat(target.slice(prefix, length)).isEqualTo(source.slice(0, length));
    }

    private static void fill(ByteBuffer bytes, int lineFeed) {
        for (int i = 0; i < bytes.limit(); i++) {
            bytes.put(i, i == lineFeed ? (byte) '\n' : (byte) (i | 0x40));
        }
    }

    /** A page with nothing before it and nothing behind it. */
    private record Island(Caller caller, long address, ByteBuffer page) {

        private static final MemorySegment MMAP = Libc.function("mmap");
        private static final MemorySegment MPROTECT = Libc.function("mprotect");
        private static final MemorySegment MUNMAP = Libc.function("munmap");

        Island(Caller caller) {
            this(caller, caller.callForAddress(MMAP, 0, 3 * PAGE, 0, 0x22, -1, 0));
        }

        private Island(Caller caller, long address) {
            this(caller, address, Memory.at(address + PAGE).slice(0, PAGE));
            LibcException.check(caller.call(MPROTECT, address + PAGE, PAGE, 1 | 2), "mprotect");
        }

        ByteBuffer begin(int length) {
            return page.slice(0, length);
        }

        ByteBuffer end(int length) {
            return page.slice(PAGE - length, length);
        }

        void close() {
            caller.call(MUNMAP, address, 3 * PAGE);
        }
    }
}
