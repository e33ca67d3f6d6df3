// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param out standard output
 * @param err standard error
 * @param environment the environment of this process
 * @param directory its working directory
 * @param words the command line as it was given, the name of the command first
 */
public record Context(
        PrintStream out, PrintStream err, Map<String, String> environment, Path directory, List<String> words) {

    public Context {
        words = List.copyOf(words);
    }

    /** Say what is wrong. */
    public void error(String message) {
        err.println("procmon: " + message);
    }

    /** Say what is allowed, but hardly meant. */
    public void warn(String message) {
        err.println("warning: " + message);
    }
}
