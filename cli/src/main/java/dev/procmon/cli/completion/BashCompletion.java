// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.completion;

import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import java.util.ArrayList;
import java.util.List;

/** Writes the completion for bash. */
final class BashCompletion {

    // Apart from where it is filled in, for it is a script of its own.
    @SuppressWarnings("InlineFormatString")
    private static final String NAMES = "NAMES";

    private static final String HEAD = """
            # Completion of procmon for bash: eval "$(procmon completion bash)"
            _procmon_programs() {
                local at target=() ends=: typed=${COMP_LINE:0:COMP_POINT} before
                for ((at = 2; at < COMP_CWORD; at++)); do
                    case ${COMP_WORDS[at]} in
                    -i|--instance|-f|--file) target=("${COMP_WORDS[at]}" "${COMP_WORDS[at+1]}") ;;
                    esac
                done
                typed=${typed##*[[:space:]]}
                COMPREPLY=($(compgen -W "$(procmon complete-names "${target[@]}" 2>/dev/null)" -- "$typed"))
                # To bash, what stands before one of these is a word of its own, which is not to be repeated.
                [[ $COMP_WORDBREAKS == *:* ]] || ends=
                [[ $COMP_WORDBREAKS == *@* ]] && ends+=@
                [[ $ends ]] && before=${typed%"${typed##*[$ends]}"}
                COMPREPLY=("${COMPREPLY[@]#"$before"}")
            }
            _procmon() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words= at
                COMPREPLY=()
                if ((COMP_CWORD == 1)); then
                    COMPREPLY=($(compgen -W 'NAMES' -- "$word"))
                    return
                fi
                case ${COMP_WORDS[1]} in
            """;

    private static final String TAIL = """
                esac
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o bashdefault -F _procmon procmon
            """;

    private BashCompletion() {}

    static String of(List<CommandSpec> commands) {
        List<String> names = new ArrayList<>();
        for (CommandSpec command : commands) {
            names.add(command.name());
        }
        names.add("--help");
        names.add("--version");
        StringBuilder out = new StringBuilder(HEAD.replace(NAMES, String.join(" ", names)));
        for (CommandSpec command : commands) {
            append(out, command);
        }
        return out.append(TAIL).toString();
    }

    private static void append(StringBuilder out, CommandSpec command) {
        out.append("    ").append(command.name()).append(")\n");
        out.append("        case $before in\n");
        List<String> words = new ArrayList<>();
        for (Option option : command.options()) {
            words.add(option.toString());
            option.value().filter(_ -> option.takesNext()).ifPresent(value -> out.append("        ")
                    .append(option.letter().map(letter -> "-" + letter + "|").orElse(""))
                    .append(option)
                    .append(") ")
                    .append(action(value.kind()))
                    .append("; return ;;\n"));
        }
        out.append("        esac\n");
        if (command.operands().isCommandLine()) {
            appendCommandLine(out, command);
        }
        words.add(CommandSpec.HELP.toString());
        words.addAll(command.operands().words());
        if (command.operands().kind() != Operands.Kind.WORD) {
            out.append("        if [[ $word != -* ]]; then _procmon_programs; return; fi\n");
        }
        out.append("        words='").append(String.join(" ", words)).append("' ;;\n");
    }

    /** Behind the options comes another command, which is completed as if it stood alone. */
    private static void appendCommandLine(StringBuilder out, CommandSpec command) {
        List<String> taking = new ArrayList<>();
        for (Option option : command.options()) {
            if (option.value().isPresent()) {
                taking.add(option.toString());
                option.letter().ifPresent(letter -> taking.add("-" + letter));
            }
        }
        out.append("        for ((at = 2; at < COMP_CWORD; at++)); do\n")
                .append("            case ${COMP_WORDS[at]} in\n")
                .append("            ")
                .append(String.join("|", taking))
                .append(") ((at++)) ;;\n")
                .append("            --) ((at++)); break ;;\n")
                .append("            -*) ;;\n")
                .append("            *) break ;;\n")
                .append("            esac\n")
                .append("        done\n")
                .append(
                        "        if ((at < COMP_CWORD)); then compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\")); return; fi\n")
                .append("        if [[ $word != -* ]]; then COMPREPLY=($(compgen -c -- \"$word\")); return; fi\n");
    }

    private static String action(Option.Kind kind) {
        if (kind == Option.Kind.INSTANCE) {
            return "COMPREPLY=($(compgen -W \"$(procmon complete-names --instances 2>/dev/null)\" -- \"$word\"))";
        }
        String what =
                switch (kind) {
                    case FILE -> "-f";
                    case DIRECTORY -> "-d";
                    case USER -> "-u";
                    case GROUP -> "-g";
                    case TEXT, INSTANCE -> "-W ''";
                };
        // A directory is gone on with, not closed with a blank.
        String names = kind == Option.Kind.FILE || kind == Option.Kind.DIRECTORY ? "compopt -o filenames; " : "";
        return names + "COMPREPLY=($(compgen " + what + " -- \"$word\"))";
    }
}
