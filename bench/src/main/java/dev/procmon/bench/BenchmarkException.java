// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

/** Something could not be measured; the message is for the user, in one line. */
public final class BenchmarkException extends RuntimeException {
    /** The message ends a sentence that the user reads. */
    public BenchmarkException(String message) {
        super(message);
    }
}
