// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.List;

/**
 * The arguments of a program, the first of which names the executable: a path where it holds a slash, else a name that is
 * looked up in {@code PATH}. No shell is involved.
 */
public record Command(List<String> arguments) {

    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("command is empty: the first argument names the executable");
        }
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("command holds a NUL character, which no argument can carry");
            }
        }
    }

    /** Return a command of these arguments. */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments));
    }

    /** Return the first argument. */
    public String executable() {
        return arguments.getFirst();
    }
}
