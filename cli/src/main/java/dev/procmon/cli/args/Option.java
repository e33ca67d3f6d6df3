// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import java.util.Optional;

/**
 * An option of a command.
 *
 * @param name its long name, without dashes
 * @param letter its short name, if it has one
 * @param value what it takes, if it takes anything
 * @param help what it does, for the help text
 */
public record Option(String name, Optional<Character> letter, Optional<Value> value, String help) {

    /**
     * What an option takes.
     *
     * @param placeholder how the help text calls it
     * @param kind what it is
     * @param times how often the option may be given
     */
    public record Value(String placeholder, Kind kind, Times times) {}

    /** What a value is, for those who complete it. */
    public enum Kind {
        FILE,
        DIRECTORY,
        USER,
        GROUP,
        /** The name of a running instance. */
        INSTANCE,
        TEXT
    }

    /** How often an option may be given. */
    public enum Times {
        ONCE,
        OFTEN,
        /** Once, and its value may be left out: only one that is attached ({@code --watch=5}) is its value. */
        ATTACHED_OR_NONE
    }

    /** Return an option without a value. */
    public static Option flag(String name, String help) {
        return new Option(name, Optional.empty(), Optional.empty(), help);
    }

    /** Return an option with a value, which may be given once. */
    public static Option of(String name, String placeholder, Kind kind, String help) {
        return new Option(name, Optional.empty(), Optional.of(new Value(placeholder, kind, Times.ONCE)), help);
    }

    /** Return an option with a value, which may be given often. */
    public static Option often(String name, String placeholder, Kind kind, String help) {
        return new Option(name, Optional.empty(), Optional.of(new Value(placeholder, kind, Times.OFTEN)), help);
    }

    /** Return an option that may be given once, with a value attached to it or without. */
    public static Option maybe(String name, String placeholder, Kind kind, String help) {
        Value value = new Value(placeholder, kind, Times.ATTACHED_OR_NONE);
        return new Option(name, Optional.empty(), Optional.of(value), help);
    }

    /** Tell whether the argument behind it belongs to it, where none is attached. */
    public boolean takesNext() {
        return value.isPresent() && value.get().times() != Times.ATTACHED_OR_NONE;
    }

    /** Return the same option with a short name. */
    public Option orLetter(char other) {
        return new Option(name, Optional.of(other), value, help);
    }

    /** Return it as people know it: {@code --file}. */
    @Override
    public String toString() {
        return "--" + name;
    }
}
