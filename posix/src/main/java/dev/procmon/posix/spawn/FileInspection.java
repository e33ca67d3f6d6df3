// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Files;
import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.spawn.FileFacts.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Looks at a file that could not be executed: what is it, and is what it needs there? */
final class FileInspection implements AutoCloseable {

    /** The kernel looks at no more of the first line of a script; the headers of a binary nearly always fit. */
    private static final int HEAD_SIZE = 4096;

    private static final int ELF_MAGIC = 0x464C457F;
    private static final int PROGRAM_HEADERS = 32;
    private static final int PROGRAM_HEADER_COUNT = 56;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int INTERPRETER_HEADER = 3;

    private final Files files;
    private final Descriptors descriptors;
    private final Memory head;
    private final StringBlock text = new StringBlock();

    FileInspection(Caller caller, Files files) {
        this.files = files;
        this.descriptors = new Descriptors(caller);
        this.head = caller.allocate(HEAD_SIZE);
    }

    FileFacts inspect(int directory, byte[] file) {
        String path = new String(file, StandardCharsets.UTF_8);
        long address = text.string(file);
        if (files.look(directory, address) < 0) {
            return FileFacts.of(Kind.ABSENT, path);
        }
        if (!files.isRegular()) {
            return FileFacts.of(files.isDirectory() ? Kind.DIRECTORY : Kind.SPECIAL, path);
        }
        if (files.mayExecute(directory, address) < 0) {
            return FileFacts.of(Kind.NOT_EXECUTABLE, path);
        }
        int length = read(directory, address);
        if (length < 0) {
            return FileFacts.of(Kind.UNREADABLE, path);
        }
        if (length > 2 && head.bytes().get(0) == '#' && head.bytes().get(1) == '!') {
            return withInterpreter(Kind.SCRIPT, directory, path, firstWord(length));
        }
        if (length > 64 && head.getInt(0) == ELF_MAGIC) {
            return withInterpreter(Kind.BINARY, directory, path, loader(length));
        }
        return FileFacts.of(Kind.OTHER, path);
    }

    @Override
    public void close() {
        text.close();
    }

    private int read(int directory, long address) {
        int file = files.open(directory, address);
        if (file < 0) {
            return file;
        }
        int length = descriptors.read(file, head);
        files.close(file);
        return length;
    }

    private FileFacts withInterpreter(Kind kind, int directory, String path, byte[] interpreter) {
        int result = interpreter.length == 0 ? 0 : files.mayExecute(directory, text.string(interpreter));
        return new FileFacts(kind, path, new String(interpreter, StandardCharsets.UTF_8), -result);
    }

    /** Return what follows {@code #!}, up to a space or the end of the line. */
    private byte[] firstWord(int length) {
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
    private byte[] loader(int length) {
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
