// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the arguments of one command: {@code --name VALUE}, {@code --name=VALUE}, {@code -n VALUE}, {@code -nVALUE}, and
 * {@code --} before what is no option whatever it looks like.
 *
 * <p>Runs before the first child of every start: no stream, no lambda, no regular expression, each of which costs
 * milliseconds when it is the first.
 */
public final class ArgumentReader {

    private final CommandSpec spec;
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private ArgumentReader(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * Read the arguments of a command.
     *
     * @throws UsageException where they are not what it takes; with {@code --help} among its options never
     */
    public static Arguments read(CommandSpec spec, List<String> arguments) {
        ArgumentReader reader = new ArgumentReader(spec);
        reader.readAll(arguments);
        Arguments read = new Arguments(reader.values, reader.operands);
        if (!read.has(CommandSpec.HELP.name())) {
            reader.checkOperands();
        }
        return read;
    }

    private void readAll(List<String> arguments) {
        int at = 0;
        while (at < arguments.size()) {
            String argument = arguments.get(at++);
            if (argument.equals("--")) {
                break;
            } else if (argument.startsWith("--")) {
                at += readLong(argument, arguments, at);
            } else if (argument.length() > 1 && argument.charAt(0) == '-') {
                at += readShort(argument, arguments, at);
            } else {
                operands.add(argument);
                if (spec.operands().isCommandLine()) {
                    break;
                }
            }
        }
        operands.addAll(arguments.subList(at, arguments.size()));
    }

    /** Read an option by its long name; return how many of the following arguments belong to it. */
    private int readLong(String argument, List<String> arguments, int next) {
        int equals = argument.indexOf('=');
        String name = argument.substring(2, equals < 0 ? argument.length() : equals);
        Option option = byName(name);
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(argument.substring(equals + 1));
        return take(option, option.toString(), attached, arguments, next);
    }

    private int readShort(String argument, List<String> arguments, int next) {
        Option option = byLetter(argument);
        Optional<String> attached = argument.length() > 2 ? Optional.of(argument.substring(2)) : Optional.empty();
        return take(option, argument.substring(0, 2), attached, arguments, next);
    }

    private int take(Option option, String called, Optional<String> attached, List<String> arguments, int next) {
        List<String> taken = taken(option);
        if (option.value().isEmpty()) {
            if (attached.isPresent()) {
                throw new UsageException(called + " takes no value, but was given \"" + attached.get() + "\"");
            }
            return 0;
        }
        Option.Value value = option.value().get();
        if (attached.isEmpty() && !option.takesNext()) {
            return 0;
        }
        if (attached.isEmpty() && next == arguments.size()) {
            throw new UsageException(called + " needs a value: " + value.placeholder());
        }
        if (!taken.isEmpty() && value.times() != Option.Times.OFTEN) {
            throw new UsageException(option + " was given twice");
        }
        taken.add(attached.isPresent() ? attached.get() : arguments.get(next));
        return attached.isPresent() ? 0 : 1;
    }

    private List<String> taken(Option option) {
        List<String> before = values.get(option.name());
        if (before != null) {
            return before;
        }
        List<String> taken = new ArrayList<>();
        values.put(option.name(), taken);
        return taken;
    }

    private Option byName(String name) {
        List<String> names = new ArrayList<>();
        for (Option option : spec.options()) {
            if (option.name().equals(name)) {
                return option;
            }
            names.add(option.name());
        }
        if (name.equals(CommandSpec.HELP.name())) {
            return CommandSpec.HELP;
        }
        throw unknown("--" + name, Suggestion.of(name, names, "--"));
    }

    private Option byLetter(String argument) {
        Optional<Character> letter = Optional.of(argument.charAt(1));
        for (Option option : spec.options()) {
            if (option.letter().equals(letter)) {
                return option;
            }
        }
        if (CommandSpec.HELP.letter().equals(letter)) {
            return CommandSpec.HELP;
        }
        throw unknown(argument, "");
    }

    private UsageException unknown(String option, String suggestion) {
        return new UsageException("unknown option " + option + suggestion + seeHelp());
    }

    private void checkOperands() {
        Operands expected = spec.operands();
        if (operands.size() < expected.min()) {
            throw new UsageException(expected.placeholder() + " is missing" + seeHelp());
        }
        if (operands.size() > expected.max()) {
            throw new UsageException("unexpected argument \"" + operands.get(expected.max()) + "\"" + seeHelp());
        }
        if (!operands.isEmpty() && !expected.words().isEmpty()) {
            checkWord(operands.getFirst(), expected);
        }
    }

    private static void checkWord(String word, Operands expected) {
        if (!expected.words().contains(word)) {
            throw new UsageException("unknown " + expected.placeholder() + " \"" + word + "\""
                    + Suggestion.of(word, expected.words(), "") + " (expected "
                    + String.join(", ", expected.words()) + ")");
        }
    }

    private String seeHelp() {
        return " (see procmon " + spec.name() + " --help)";
    }
}
