// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.spawn.FileFacts.Kind;
import java.nio.ByteBuffer;

/**
 * The beginning of a file that may be executed: is it a script or a binary (elf(5)), and what runs it?
 *
 * @param head the bytes
 * @param length how many there are
 */
record FileHead(Memory head, int length) {

    private static final int ELF_MAGIC = 0x464C457F;
    private static final int PROGRAM_HEADERS = 32;
    private static final int PROGRAM_HEADER_COUNT = 56;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int INTERPRETER_HEADER = 3;

    Kind kind() {
        if (length > 2 && head.bytes().get(0) == '#' && head.bytes().get(1) == '!') {
            return Kind.SCRIPT;
        }
        return length > 64 && head.getInt(0) == ELF_MAGIC ? Kind.BINARY : Kind.OTHER;
    }

    /** Return what runs it: named in the first line of a script, or the loader of a binary; empty where there is none. */
    byte[] interpreter() {
        return switch (kind()) {
            case SCRIPT -> firstWord();
            case BINARY -> loader();
            case ABSENT, DIRECTORY, SPECIAL, NOT_EXECUTABLE, UNREADABLE, OTHER -> new byte[0];
        };
    }

    /** Return what follows {@code #!}, up to a space or the end of the line. */
    private byte[] firstWord() {
        ByteBuffer bytes = head.bytes();
        int from = 2;
        while (from < length && (bytes.get(from) == ' ' || bytes.get(from) == '\t')) {
            from++;
        }
        int to = from;
        while (to < length && bytes.get(to) > ' ') {
            to++;
        }
        return copy(from, to);
    }

    /** Return the loader that a 64-bit binary asks for; nothing for a static one, or where it is not told in its head. */
    private byte[] loader() {
        long headers = head.getLong(PROGRAM_HEADERS);
        int count = head.bytes().getShort(PROGRAM_HEADER_COUNT);
        for (int i = 0; i < count; i++) {
            long header = headers + (long) i * PROGRAM_HEADER_SIZE;
            if (header < 0 || header + PROGRAM_HEADER_SIZE > length) {
                break;
            }
            if (head.getInt((int) header) == INTERPRETER_HEADER) {
                long from = head.getLong((int) header + 8);
                long to = from + head.getLong((int) header + 32) - 1;
                return from > 0 && from < to && to < length ? copy((int) from, (int) to) : new byte[0];
            }
        }
        return new byte[0];
    }

    private byte[] copy(int from, int to) {
        byte[] word = new byte[to - from];
        head.bytes().get(from, word);
        return word;
    }
}
