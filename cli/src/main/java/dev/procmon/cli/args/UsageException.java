// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

/** A command line that is not understood. The message is for the user: one line, what is wrong and what would be right. */
public final class UsageException extends RuntimeException {

    /** Say what is wrong. */
    public UsageException(String message) {
        super(message, null, false, false);
    }
}
