// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.LineIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file, or why it has none. */
sealed interface FileText {

    /** The greatest size of a file, in bytes: a thousand times what a busy host needs. */
    int SIZE_MAX = 4 * 1024 * 1024;

    /** The whole text. */
    record Loaded(String text) implements FileText {}

    /** The file cannot be read as text. */
    record Refused(Problem problem) implements FileText {}

    /** Read a file. */
    static FileText read(Path file) {
        if (Files.isDirectory(file)) {
            return refused(file, "is a directory, expected a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(SIZE_MAX + 1);
            return bytes.length > SIZE_MAX
                    ? refused(file, "is larger than " + SizeText.format(SIZE_MAX))
                    : decode(file, bytes);
        } catch (NoSuchFileException _) {
            return refused(file, "does not exist");
        } catch (AccessDeniedException _) {
            return refused(file, "cannot be read: permission denied");
        } catch (IOException e) {
            return refused(file, "cannot be read: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private static FileText refused(Path file, String message) {
        return new Refused(Problem.of(file, message));
    }

    private static FileText decode(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (!result.isUnderflow()) {
            LineIndex lines = new LineIndex(text);
            Position position = new Position(lines.line(text.length()), lines.column(text.length()));
            String message =
                    "the byte 0x%02X is not valid UTF-8; save the file as UTF-8".formatted(bytes[in.position()]);
            return new Refused(Problem.at(file, position, message));
        }
        // A byte order mark says nothing in UTF-8.
        return new Loaded(text.startsWith("\ufeff") ? text.substring(1) : text);
    }
}
