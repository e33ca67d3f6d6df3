// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import java.util.List;

/**
 * What a command takes beside its options.
 *
 * @param placeholder how the help text and messages call it
 * @param min how many there must be
 * @param max how many there may be
 * @param words among which one has to choose; any will do where there are none
 * @param order whether options may come behind it
 * @param kind what each of them is
 */
public record Operands(String placeholder, int min, int max, List<String> words, Order order, Kind kind) {

    /** What an operand is, for those who complete it. */
    public enum Kind {
        /** One of the words, or anything. */
        WORD,
        /** The name of a program, or a pattern. */
        PROGRAM,
        /** First the name of a signal, then names of programs. */
        SIGNAL_AND_PROGRAMS
    }

    /** Where options may stand. */
    public enum Order {
        ANY,
        /** All options come first: those behind an operand are not ours. */
        OPTIONS_FIRST
    }

    /** Nothing. */
    public static final Operands NONE = new Operands("", 0, 0, List.of(), Order.ANY, Kind.WORD);

    /** A command with its arguments. */
    public static final Operands COMMAND_LINE =
            new Operands("COMMAND", 1, Integer.MAX_VALUE, List.of(), Order.OPTIONS_FIRST, Kind.WORD);

    public Operands {
        words = List.copyOf(words);
    }

    /** Return operands that are exactly one of these words. */
    public static Operands oneOf(String placeholder, List<String> words) {
        return new Operands(placeholder, 1, 1, words, Order.ANY, Kind.WORD);
    }

    /** Return operands that are one of these words or nothing. */
    public static Operands maybeOneOf(String placeholder, List<String> words) {
        return new Operands(placeholder, 0, 1, words, Order.ANY, Kind.WORD);
    }

    /** Return operands that are names of programs, as many as one likes. */
    public static Operands programs(String placeholder, int min) {
        return new Operands(placeholder, min, Integer.MAX_VALUE, List.of(), Order.ANY, Kind.PROGRAM);
    }

    /** Return an operand that is the name of one program. */
    public static Operands program(String placeholder) {
        return new Operands(placeholder, 1, 1, List.of(), Order.ANY, Kind.PROGRAM);
    }

    /** Return operands that are a signal and then names of programs. */
    public static Operands signalAndPrograms(String placeholder) {
        return new Operands(placeholder, 2, Integer.MAX_VALUE, List.of(), Order.ANY, Kind.SIGNAL_AND_PROGRAMS);
    }

    /** Tell whether this is another command, with arguments of its own. */
    public boolean isCommandLine() {
        return order == Order.OPTIONS_FIRST;
    }

    /** Return how the help text calls them. */
    public String synopsis() {
        if (isCommandLine()) {
            return "[--] COMMAND [ARGUMENT...]";
        }
        String many = max > 1 && kind != Kind.WORD ? placeholder + "..." : placeholder;
        return min == 0 && max > 0 ? "[" + many + "]" : many;
    }
}
