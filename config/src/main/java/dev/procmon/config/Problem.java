// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something wrong with a file, for the person who wrote it.
 *
 * @param file the file, by the path that the person gave
 * @param position where in the file, unless it is about the file as a whole
 * @param message what is wrong, and what was expected; one line
 */
public record Problem(Path file, Optional<Position> position, String message) {

    static Problem of(Path file, String message) {
        return new Problem(file, Optional.empty(), message);
    }

    static Problem at(Path file, Position position, String message) {
        return new Problem(file, Optional.of(position), message);
    }

    /** Return the problem as compilers do: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return position.isPresent() ? file + ":" + position.get() + ": " + message : file + ": " + message;
    }
}
