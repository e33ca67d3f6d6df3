// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import java.util.List;

/**
 * What a command is called, takes and does.
 *
 * @param name its name
 * @param summary what it does, on one line
 * @param options its options, in the order of the help text; {@code --help} is understood by every command
 * @param operands what it takes beside them
 * @param details more about it, for the help text: paragraphs, examples
 */
public record CommandSpec(String name, String summary, List<Option> options, Operands operands, String details) {

    /** Understood by every command. */
    public static final Option HELP = Option.flag("help", "Print this text.").orLetter('h');

    public CommandSpec {
        options = List.copyOf(options);
    }
}
