// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.program.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What {@code {replica}} and {@code {port}} stand for in one program. All other braces stand for themselves, and so does what
 * is put in.
 *
 * @param replica the index of the replica, from 0; a program without replicas has none
 * @param port its port, if its program has one
 */
record Placeholders(OptionalInt replica, OptionalInt port) {

    static final String REPLICA = "{replica}";
    static final String PORT = "{port}";

    /** Nothing is put in. */
    static final Placeholders NONE = new Placeholders(OptionalInt.empty(), OptionalInt.empty());

    /** Return a text with everything put in. */
    String in(String text) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String done = replica.isPresent() ? text.replace(REPLICA, Integer.toString(replica.getAsInt())) : text;
        return port.isPresent() ? done.replace(PORT, Integer.toString(port.getAsInt())) : done;
    }

    Command in(Command command) {
        List<String> arguments = new ArrayList<>(command.arguments().size());
        for (String argument : command.arguments()) {
            arguments.add(in(argument));
        }
        return new Command(arguments);
    }

    /** Return variables or headers with everything put into their values. */
    Map<String, String> in(Map<String, String> values) {
        Map<String, String> done = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : values.entrySet()) {
            done.put(each.getKey(), in(each.getValue()));
        }
        return done;
    }

    /** Tell whether nothing is put in. */
    boolean isNone() {
        return replica.isEmpty() && port.isEmpty();
    }
}
