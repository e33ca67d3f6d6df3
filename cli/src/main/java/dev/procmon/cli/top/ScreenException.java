// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

/** There is no terminal to draw upon. The message is for a person. */
public final class ScreenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Make it. */
    public ScreenException(String message) {
        super(message);
    }
}
