// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param out standard output
 * @param err standard error
 * @param environment the environment of this process
 * @param directory its working directory
 */
public record Context(PrintStream out, PrintStream err, Map<String, String> environment, Path directory) {

    /** Say what is wrong. */
    public void error(String message) {
        err.println("procmon: " + message);
    }

    /** Say what is allowed, but hardly meant. */
    public void warn(String message) {
        err.println("warning: " + message);
    }
}
