// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a failure of input or output into words, with the error by its name where Java lets it through. */
public final class IoFailure {

    /** Java keeps of an errno only the text of strerror(3); in the language of a host with translations it stays bare. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("no space left on device", "ENOSPC"),
            Map.entry("disk quota exceeded", "EDQUOT"),
            Map.entry("read-only file system", "EROFS"),
            Map.entry("permission denied", "EACCES"),
            Map.entry("operation not permitted", "EPERM"),
            Map.entry("no such file or directory", "ENOENT"),
            Map.entry("not a directory", "ENOTDIR"),
            Map.entry("is a directory", "EISDIR"),
            Map.entry("too many open files", "EMFILE"),
            Map.entry("too many levels of symbolic links", "ELOOP"),
            Map.entry("file name too long", "ENAMETOOLONG"),
            Map.entry("file too large", "EFBIG"),
            Map.entry("input/output error", "EIO"));

    private IoFailure() {}

    /** Return the error by its name and in words, such as {@code ENOSPC (no space left on device)}. */
    public static String describe(IOException failure) {
        String text = text(failure).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(NAMES.get(text))
                .map(name -> name + " (" + text + ")")
                .orElse(text);
    }

    private static String text(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException named when named.getReason() != null -> named.getReason();
            default ->
                Optional.ofNullable(failure.getMessage())
                        .orElse(failure.getClass().getSimpleName());
        };
    }
}
