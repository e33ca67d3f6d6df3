// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the variables of programs, {@code env}, {@code env-file} and {@code env-from-file}; each file once, however many
 * programs name it.
 */
final class EnvironmentReader {

    private final Map<Path, EnvFile.Variables> filesRead = new HashMap<>();
    private final Map<Path, Parsed<String>> secretsRead = new HashMap<>();

    VariableSources sources(Fields fields) {
        List<Path> files = new ArrayList<>();
        Optional<TomlValue> value = fields.value(Key.ENV_FILE);
        if (value.isPresent()) {
            for (TomlValue element : Fields.elements(value.get())) {
                Optional<Path> file = fields.file(Key.ENV_FILE, element);
                if (file.isPresent() && isReadable(fields, file.get(), element)) {
                    files.add(file.get());
                }
            }
        }
        Map<String, String> written = written(fields);
        return new VariableSources(files, secrets(fields, written), written);
    }

    /** Return the variables that stand in files; those of later files win. */
    Map<String, String> fileVariables(VariableSources sources) {
        if (sources.files().isEmpty() && sources.secrets().isEmpty()) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (Path file : sources.files()) {
            EnvFile.Variables read = filesRead.get(file);
            if (read != null) {
                variables.putAll(read.variables());
            }
        }
        for (Map.Entry<String, Path> secret : sources.secrets().entrySet()) {
            variables.put(secret.getKey(), secret(secret.getValue()).get());
        }
        return variables;
    }

    /** Read the variables that have a file each; only those whose file could be read. */
    private Map<String, Path> secrets(Fields fields, Map<String, String> written) {
        if (fields.value(Key.ENV_FROM_FILE).isEmpty()) {
            return Map.of();
        }
        Map<String, Path> secrets = new LinkedHashMap<>();
        for (TomlTable.Entry entry : fields.entries(Key.ENV_FROM_FILE)) {
            String name = entry.key();
            if (!isName(fields, Key.ENV_FROM_FILE, entry)) {
                continue;
            }
            String subject = "env-from-file.".concat(Shown.key(name));
            if (written.containsKey(name)) {
                fields.problems()
                        .error(entry.keyOffset(), subject + ": the variable is in env too; take one of the two");
            }
            Optional<Path> file = fields.file(subject, entry.value());
            if (file.isPresent() && secret(file.get()) instanceof Parsed.Refused<String>(String message)) {
                fields.refused(entry.value(), subject + ": " + file.get() + " " + message);
            } else if (file.isPresent()) {
                secrets.put(name, file.get());
            }
        }
        return secrets;
    }

    private Parsed<String> secret(Path file) {
        Parsed<String> before = secretsRead.get(file);
        if (before != null) {
            return before;
        }
        Parsed<String> read = SecretFile.read(file);
        secretsRead.put(file, read);
        return read;
    }

    private static boolean isName(Fields fields, Key key, TomlTable.Entry entry) {
        String name = entry.key();
        boolean valid = !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
        if (!valid) {
            fields.problems()
                    .error(
                            entry.keyOffset(),
                            key.path() + ": " + Shown.text(name)
                                    + " is no name of a variable: it is empty or holds '=' or NUL");
        }
        return valid;
    }

    /** Read a file, unless that has been done, and note what is wrong with it. */
    private boolean isReadable(Fields fields, Path file, TomlValue named) {
        EnvFile.Variables before = filesRead.get(file);
        EnvFile.Variables read = before == null ? EnvFile.read(file) : before;
        filesRead.put(file, read);
        for (Problem problem : read.problems()) {
            if (problem.position().isEmpty()) {
                fields.refused(named, "env-file: " + file + " " + problem.message());
            } else if (before == null) {
                fields.problems().error(named.offset(), problem);
            }
        }
        return read.problems().isEmpty();
    }

    private static Map<String, String> written(Fields fields) {
        Map<String, String> written = new LinkedHashMap<>();
        Optional<TomlValue> value = fields.value(Key.ENV);
        if (value.isPresent() && value.get() instanceof TomlTable table) {
            for (TomlTable.Entry entry : table.entries()) {
                variable(fields, entry, written);
            }
        } else if (value.isPresent()) {
            fields.mismatch(Key.ENV, value.get());
        }
        return written;
    }

    private static void variable(Fields fields, TomlTable.Entry entry, Map<String, String> written) {
        String name = entry.key();
        if (!isName(fields, Key.ENV, entry)) {
            return;
        }
        String subject = "env.".concat(TomlText.key(TomlText.shortened(name)));
        if (!(entry.value() instanceof TomlValue.Text text)) {
            fields.refused(
                    entry.value(),
                    subject + ": expected a string, got " + Shown.value(entry.value())
                            + Shown.quoteHint(entry.value()));
        } else if (fields.isClean(subject, text)) {
            written.put(name, text.value());
        }
        if (Key.find(Section.PROGRAM, name).isPresent()) {
            fields.problems()
                    .warning(
                            entry.keyOffset(),
                            subject + " is a variable of the program, not its setting \"" + name
                                    + "\"; settings go above the table env");
        }
    }
}
