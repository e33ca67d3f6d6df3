// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.files.IoFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the output of programs is kept that name no file. */
record StandardDirectory(Path path) {

    private static final String HEX = "0123456789ABCDEF";

    /** A file name has at most 255 bytes; a segment of it, its index and what is being made of both have longer names. */
    private static final int NAME_MAX = 200;

    /** Make the directory where there is none. Where it cannot be written, that is told, and there is none. */
    static Optional<StandardDirectory> make(Path path, Consumer<LogReport> reports) {
        try {
            Path absolute = path.toAbsolutePath().normalize();
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(
                        absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            }
            if (Files.isWritable(absolute)) {
                return Optional.of(new StandardDirectory(absolute));
            }
            reports.accept(new LogReport.Off(path, "it cannot be written"));
        } catch (IOException e) {
            reports.accept(new LogReport.Off(path, IoFailure.describe(e)));
        }
        return Optional.empty();
    }

    /** Return the file of a program. What cannot stand in the name of a file is written as in a URL. */
    Path file(ProgramName program) {
        StringBuilder name = new StringBuilder();
        for (byte each : program.value().getBytes(StandardCharsets.UTF_8)) {
            boolean isAscii = each > ' ' && each < 0x7F;
            boolean isPlain = each < 0 || (isAscii && each != '/' && each != '%');
            if (isPlain && !(each == '.' && name.isEmpty())) {
                name.append((char) (each & 0xFF));
            } else {
                name.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
            }
        }
        String text = new String(name.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return path.resolve(shortened(text, program) + ".log");
    }

    private static String shortened(String text, ProgramName program) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= NAME_MAX) {
            return text;
        }
        int end = NAME_MAX / 4;
        return text.substring(0, end) + "%"
                + Integer.toHexString(program.value().hashCode());
    }
}
