// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;

/**
 * The directory to which the paths of a configuration are relative: that of its file, wherever the supervisor was
 * started. Works on text, because a host without a locale has no {@link Path} for a name outside ASCII.
 */
record BaseDirectory(String path) {

    /** Return the directory of a file. */
    static BaseDirectory of(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return new BaseDirectory(directory == null ? "/" : directory.toString());
    }

    /**
     * Return a path that starts at the root. Dots before other names stay: behind a symbolic link they mean something.
     */
    String resolve(String text) {
        if (text.startsWith("/")) {
            return text;
        }
        String rest = text;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        if (rest.isEmpty() || rest.equals(".")) {
            return path;
        }
        return path.endsWith("/") ? path.concat(rest) : path.concat("/").concat(rest);
    }
}
