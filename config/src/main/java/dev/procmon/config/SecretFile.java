// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file whose whole content is the value of a variable. No message shows anything of it. */
final class SecretFile {

    /** What fits into a variable many times over is no password. */
    static final int SIZE_MAX = 64 * 1024;

    private SecretFile() {}

    /** Read a file, without the line feed at its end, if it has one. */
    static Parsed<String> read(Path file) {
        if (Files.isDirectory(file)) {
            return new Parsed.Refused<>("is a directory, expected a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(SIZE_MAX + 1);
            return bytes.length > SIZE_MAX
                    ? new Parsed.Refused<>("is larger than " + SizeText.format(SIZE_MAX))
                    : decode(bytes);
        } catch (NoSuchFileException _) {
            return new Parsed.Refused<>("does not exist");
        } catch (AccessDeniedException _) {
            return new Parsed.Refused<>("cannot be read: permission denied");
        } catch (IOException e) {
            return new Parsed.Refused<>("cannot be read: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private static Parsed<String> decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            return new Parsed.Refused<>("is not valid UTF-8, which a variable has to be");
        }
        if (text.indexOf('\0') >= 0) {
            return new Parsed.Refused<>("holds a NUL character, which no program can be given");
        }
        return new Parsed.Understood<>(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }
}
