// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

/** Something could not be measured; the message is for the user, in one line. */
final class BenchmarkException extends RuntimeException {
    BenchmarkException(String message) {
        super(message);
    }
}
