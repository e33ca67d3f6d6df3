// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.program.ProgramName;

/** The name is taken already. */
public final class DuplicateNameException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DuplicateNameException(ProgramName name) {
        super("a program named \"" + name + "\" is registered already");
    }
}
