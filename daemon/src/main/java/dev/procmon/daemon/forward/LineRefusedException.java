// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.io.IOException;

/** The receiver is well, but will never take a line, for what is in it. */
public final class LineRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Make it.
     *
     * @param message why, for a person, of several lines: {@code it answers 400 to them}
     */
    public LineRefusedException(String message) {
        super(message);
    }
}
