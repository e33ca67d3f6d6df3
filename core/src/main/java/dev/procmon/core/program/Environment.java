// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment of a program: exactly these variables, or these on top of the supervisor's own.
 *
 * @param base what the variables are added to
 * @param variables name to value; a name is not empty and holds neither {@code =} nor NUL
 */
public record Environment(Base base, Map<String, String> variables) {

    /** What the variables of an environment are added to. */
    public enum Base {
        /** Nothing: the program sees these variables and no others. */
        EMPTY,
        /** The supervisor's own environment at the moment of the spawn. */
        INHERITED
    }

    public Environment {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            check(variable.getKey(), variable.getValue());
        }
    }

    /** Return an environment of exactly these variables. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(Base.EMPTY, variables);
    }

    /** Return an environment without a variable. */
    public static Environment empty() {
        return of(Map.of());
    }

    /** Return the supervisor's own environment. */
    public static Environment inherited() {
        return inheritedWith(Map.of());
    }

    /** Return the supervisor's own environment with these variables added or replaced. */
    public static Environment inheritedWith(Map<String, String> variables) {
        return new Environment(Base.INHERITED, variables);
    }

    /** Return the same environment with variables added or replaced. */
    public Environment with(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.putAll(others);
        return new Environment(base, all);
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "environment variable name \"" + name.replace("\0", "\\0") + "\" is empty or holds '=' or NUL");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("value of environment variable " + name + " holds a NUL character");
        }
    }
}
