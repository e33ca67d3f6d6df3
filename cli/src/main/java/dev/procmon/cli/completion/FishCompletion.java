// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.completion;

import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import java.util.ArrayList;
import java.util.List;

/** Writes the completion for fish. */
final class FishCompletion {

    private static final String HEAD = """
            # Completion of procmon for fish: procmon completion fish >~/.config/fish/completions/procmon.fish
            function __procmon_programs
                set -l words (commandline -opc)
                set -l target
                for at in (seq (count $words))
                    if contains -- $words[$at] -i --instance -f --file
                        set target $words[$at] $words[(math $at + 1)]
                    end
                end
                procmon complete-names $target 2>/dev/null
            end
            complete -c procmon -f
            complete -c procmon -n __fish_use_subcommand -l help -s h -d 'print help'
            complete -c procmon -n __fish_use_subcommand -l version -s V -d 'print the version'
            """;

    private FishCompletion() {}

    static String of(List<CommandSpec> commands) {
        StringBuilder out = new StringBuilder(HEAD);
        for (CommandSpec command : commands) {
            out.append("complete -c procmon -n __fish_use_subcommand -a ")
                    .append(command.name())
                    .append(" -d ")
                    .append(quoted(command.summary()))
                    .append('\n');
        }
        for (CommandSpec command : commands) {
            append(out, command);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, CommandSpec command) {
        String start = "complete -c procmon -n '__fish_seen_subcommand_from " + command.name() + "'";
        List<Option> options = new ArrayList<>(command.options());
        options.add(CommandSpec.HELP);
        for (Option option : options) {
            out.append(start).append(" -l ").append(option.name());
            option.letter().ifPresent(letter -> out.append(" -s ").append(letter));
            option.value().filter(_ -> option.takesNext()).ifPresent(value -> out.append(action(value.kind())));
            out.append(" -d ").append(quoted(option.help())).append('\n');
        }
        if (command.operands().isCommandLine()) {
            out.append(start).append(" -a '(__fish_complete_subcommand --fcs-skip=2)'\n");
        } else if (command.operands().kind() != Operands.Kind.WORD) {
            out.append(start).append(" -a '(__procmon_programs)'\n");
        } else if (!command.operands().words().isEmpty()) {
            String words = String.join(" ", command.operands().words());
            out.append(start).append(" -a ").append(quoted(words)).append('\n');
        }
    }

    private static String action(Option.Kind kind) {
        return switch (kind) {
            case FILE -> " -r -F";
            case DIRECTORY -> " -x -a '(__fish_complete_directories)'";
            case USER -> " -x -a '(__fish_complete_users)'";
            case GROUP -> " -x -a '(__fish_complete_groups)'";
            case INSTANCE -> " -x -a '(procmon complete-names --instances 2>/dev/null)'";
            case TEXT -> " -x";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
