// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.completion;

import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import java.util.ArrayList;
import java.util.List;

/** Writes the completion for zsh. */
final class ZshCompletion {

    private static final String HEAD = """
            #compdef procmon
            # Completion of procmon for zsh: procmon completion zsh >"${fpath[1]}/_procmon"
            _procmon_instances() {
                local -a names=(${(f)"$(procmon complete-names --instances 2>/dev/null)"})
                compadd -a names
            }
            _procmon_programs() {
                local -a target=()
                local option
                for option in -i --instance -f --file; do
                    [[ -n ${opt_args[$option]} ]] && target=($option ${opt_args[$option]})
                done
                local -a names=(${(f)"$(procmon complete-names $target 2>/dev/null)"})
                compadd -a names
            }
            _procmon() {
                local -A opt_args
                local -a commands=(
            """;

    private static final String MIDDLE = """
                )
                if ((CURRENT == 2)); then
                    _describe command commands
                    _arguments '--help[print help]' '--version[print the version]'
                    return
                fi
                local command=$words[2]
                shift words
                ((CURRENT--))
                case $command in
            """;

    private static final String TAIL = """
                esac
            }
            if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _procmon "$@"; else compdef _procmon procmon; fi
            """;

    private ZshCompletion() {}

    static String of(List<CommandSpec> commands) {
        StringBuilder out = new StringBuilder(HEAD);
        for (CommandSpec command : commands) {
            out.append("        ")
                    .append(quoted(command.name() + ":" + command.summary()))
                    .append('\n');
        }
        out.append(MIDDLE);
        for (CommandSpec command : commands) {
            out.append("    ").append(command.name()).append(") _arguments -S -s");
            for (String argument : arguments(command)) {
                out.append(" \\\n        ").append(quoted(argument));
            }
            out.append(" ;;\n");
        }
        return out.append(TAIL).toString();
    }

    private static List<String> arguments(CommandSpec command) {
        List<String> arguments = new ArrayList<>();
        List<Option> options = new ArrayList<>(command.options());
        options.add(CommandSpec.HELP);
        for (Option option : options) {
            String rest = "[" + escaped(option.help()) + "]"
                    + option.value().map(ZshCompletion::action).orElse("");
            boolean often = option.value()
                    .map(value -> value.times() == Option.Times.OFTEN)
                    .orElse(false);
            String equals = option.value().isEmpty() ? "" : option.takesNext() ? "=" : "=-";
            arguments.add((often ? "*" : "") + option + equals + rest);
            option.letter().ifPresent(letter -> arguments.add("-" + letter + rest));
        }
        if (command.operands().isCommandLine()) {
            arguments.add("(-)1:command:_command_names -e");
            arguments.add("*::arguments:_normal");
        } else if (command.operands().kind() != Operands.Kind.WORD) {
            arguments.addAll(names(command.operands()));
        } else if (!command.operands().words().isEmpty()) {
            arguments.add("1:word:(" + String.join(" ", command.operands().words()) + ")");
        }
        return arguments;
    }

    private static List<String> names(Operands operands) {
        boolean afterSignal = operands.kind() == Operands.Kind.SIGNAL_AND_PROGRAMS;
        String programs = (operands.max() > 1 ? "*" : "1") + ":program:_procmon_programs";
        return afterSignal ? List.of("1:signal:_signals -s", programs) : List.of(programs);
    }

    private static String action(Option.Value value) {
        String how =
                switch (value.kind()) {
                    case FILE -> "_files";
                    case DIRECTORY -> "_files -/";
                    case USER -> "_users";
                    case GROUP -> "_groups";
                    case INSTANCE -> "_procmon_instances";
                    case TEXT -> " ";
                };
        String colons = value.times() == Option.Times.ATTACHED_OR_NONE ? "::" : ":";
        return colons + escaped(value.placeholder()) + ":" + how;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
