// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Says in a few words what an input or output error was: {@code connection refused}. */
final class FailureWords {

    private FailureWords() {}

    /** Return the words of the C library, which Java passes on, but as part of a sentence. */
    static String of(IOException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        if (message.isEmpty()) {
            return "input or output error";
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
