// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.ProgramName;

/** Nothing is registered under this name. */
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnknownNameException(ProgramName name) {
        super("no program is named \"" + name + "\"");
    }
}
