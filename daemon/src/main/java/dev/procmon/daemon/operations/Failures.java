// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.monitor.UnknownNameException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Says for a person why a request to the supervisor has failed. */
final class Failures {

    private Failures() {}

    /** Return what has failed, without what futures wrap around it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static String words(Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case UnknownNameException _ -> "was removed meanwhile";
            case CancellationException _ -> "was given up";
            case IllegalArgumentException refused -> String.valueOf(refused.getMessage());
            case IllegalStateException refused -> String.valueOf(refused.getMessage());
            default -> "a fault of procmon: " + cause;
        };
    }
}
