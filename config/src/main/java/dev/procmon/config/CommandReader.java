// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a command: an array of arguments, or a string that is split into them. */
final class CommandReader {

    /** Words that people put first out of habit, and that no executable has as a name. */
    private static final List<String> SHELL_COMMANDS =
            List.of("exec", "cd", "export", "source", ".", "set", "unset", "ulimit");

    private static final int SCRIPT_SHOWN_MAX = 60;

    private final Fields fields;
    private final String subject;

    /**
     * Read commands.
     *
     * @param subject what they are called in a message, such as the path of the key
     */
    CommandReader(Fields fields, String subject) {
        this.fields = fields;
        this.subject = subject;
    }

    /** Read the value of a key, if it has one. */
    static Optional<Command> read(Fields fields, Key key) {
        Optional<TomlValue> value = fields.value(key);
        return value.isPresent() ? new CommandReader(fields, key.path()).read(value.get()) : Optional.empty();
    }

    Optional<Command> read(TomlValue value) {
        if (value instanceof TomlValue.Array array) {
            return ofArray(array);
        }
        return value instanceof TomlValue.Text text ? ofText(text) : fields.mismatch(subject, ValueType.COMMAND, value);
    }

    private Optional<Command> ofArray(TomlValue.Array array) {
        List<String> arguments = new ArrayList<>(array.elements().size());
        boolean usable = true;
        for (TomlValue element : array.elements()) {
            if (element instanceof TomlValue.Text text) {
                usable &= fields.isClean(subject, text);
                arguments.add(text.value());
            } else {
                fields.refused(
                        element,
                        subject + ": expected a string, got " + Shown.value(element) + Shown.quoteHint(element));
                usable = false;
            }
        }
        warnOfCommandLine(array, arguments);
        return usable ? checked(array, arguments) : Optional.empty();
    }

    private Optional<Command> ofText(TomlValue.Text text) {
        if (!fields.isClean(subject, text)) {
            return Optional.empty();
        }
        ShellWords.Split split = ShellWords.split(text.value());
        if (split instanceof ShellWords.Split.Words words) {
            return checked(text, words.words());
        }
        ShellWords.Split.Refused refused = (ShellWords.Split.Refused) split;
        String message = subject + " has " + refused.message();
        fields.problems()
                .error(
                        text.offsetOf(refused.index()),
                        refused.forShell() ? message + shellHint(text.value()) : message);
        return Optional.empty();
    }

    private Optional<Command> checked(TomlValue value, List<String> arguments) {
        if (arguments.isEmpty()) {
            return fields.refused(value, subject + " is empty: its first word names what to run");
        }
        if (arguments.getFirst().isEmpty()) {
            return fields.refused(value, subject + " has an empty first word, which should name what to run");
        }
        if (SHELL_COMMANDS.contains(arguments.getFirst())) {
            fields.problems()
                    .warning(
                            value.offset(),
                            subject + " begins with " + Shown.text(arguments.getFirst())
                                    + ", which is a command of the shell; no shell is run");
        }
        return Optional.of(new Command(arguments));
    }

    private void warnOfCommandLine(TomlValue value, List<String> arguments) {
        if (arguments.size() == 1 && arguments.getFirst().indexOf(' ') > 0) {
            fields.problems()
                    .warning(
                            value.offset(),
                            subject + " has one word, with blanks in it, which is taken as the name of the executable;"
                                    + " a string is split into words, an array is not");
        }
    }

    private String shellHint(String line) {
        String script = line.strip().length() <= SCRIPT_SHOWN_MAX ? TomlText.quote(line.strip()) : "\"...\"";
        return "; no shell is run: put it in single quotes if it is meant as it stands, else write" + " "
                + subject.substring(subject.lastIndexOf('.') + 1) + " = [\"sh\", \"-c\", " + script + "]";
    }
}
