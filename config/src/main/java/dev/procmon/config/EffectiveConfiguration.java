// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes a configuration with every default filled in and every path in full, as a file that reads back to the same
 * configuration. Variables that stand in files are not shown, only the files.
 */
public final class EffectiveConfiguration {

    private final StringBuilder out = new StringBuilder();

    private EffectiveConfiguration() {}

    /** Return the text of a file that says all that is in effect. */
    public static String render(Configuration configuration) {
        EffectiveConfiguration rendering = new EffectiveConfiguration();
        rendering.out.append("# What is in effect, with every default filled in.\n");
        for (ConfiguredProgram program : configuration.programs()) {
            rendering.program(program);
        }
        return rendering.out.toString();
    }

    private void program(ConfiguredProgram configured) {
        Program program = configured.program();
        out.append("\n[program.").append(TomlText.key(program.name().value())).append("]\n");
        line(Key.COMMAND, array(program.command().arguments()));
        line(Key.CWD, TomlText.quote(program.directory().orElse(".")));
        line(Key.ENV_FILE, array(texts(configured.variables().files())));
        line(Key.ENV, variables(configured.variables().written()));
        account(Key.USER, program.identity().user());
        account(Key.GROUP, program.identity().group());
        policy(configured.policy());
        if (configured.log().isPresent()) {
            line(Key.LOG, log(configured.log().get()));
        } else {
            comment(Key.LOG);
        }
    }

    private void policy(Policy policy) {
        line(Key.RESTART, TomlText.quote(RestartText.of(policy.restart().mode())));
        line(Key.SUCCESS_CODES, new TreeSet<>(policy.restart().successCodes()).toString());
        line(Key.BACKOFF, backoff(policy.backoff()));
        line(Key.STOP, stop(policy.stop()));
    }

    private static String backoff(Backoff backoff) {
        return table(List.of(
                field(Key.BACKOFF_MIN, TomlText.quote(DurationText.format(backoff.min()))),
                field(Key.BACKOFF_MAX, TomlText.quote(DurationText.format(backoff.max()))),
                field(Key.BACKOFF_FACTOR, number(backoff.factor())),
                field(Key.BACKOFF_JITTER, RatioText.format(backoff.jitter())),
                field(Key.BACKOFF_THRESHOLD, TomlText.quote(DurationText.format(backoff.threshold())))));
    }

    private static String stop(StopPlan stop) {
        return table(List.of(
                field(Key.STOP_SIGNAL, TomlText.quote(stop.signal().name())),
                field(Key.STOP_GRACE, TomlText.quote(DurationText.format(stop.grace())))));
    }

    private static String log(LogFile log) {
        String rotate = log.rotateBytes().isPresent()
                ? SizeText.format(log.rotateBytes().getAsLong())
                : "never";
        return table(List.of(
                field(Key.LOG_FILE, TomlText.quote(log.file().toString())),
                field(Key.LOG_ROTATE, TomlText.quote(rotate)),
                field(Key.LOG_KEEP, Integer.toString(log.keep()))));
    }

    private void account(Key key, Optional<Account> account) {
        if (account.isEmpty()) {
            comment(key);
        } else {
            line(
                    key,
                    switch (account.get()) {
                        case Account.Id(long id) -> Long.toString(id);
                        case Account.Named(String name) -> TomlText.quote(name);
                    });
        }
    }

    private void line(Key key, String value) {
        out.append(field(key, value)).append('\n');
    }

    /** Say what is in effect where no value of the key would say it. */
    private void comment(Key key) {
        out.append("# ")
                .append(key.key())
                .append(": ")
                .append(key.standard().replace("`", ""))
                .append('\n');
    }

    private static String field(Key key, String value) {
        return key.key() + " = " + value;
    }

    private static String variables(Map<String, String> variables) {
        List<String> fields = new ArrayList<>();
        variables.forEach((name, value) -> fields.add(TomlText.key(name) + " = " + TomlText.quote(value)));
        return table(fields);
    }

    private static String table(List<String> fields) {
        return fields.isEmpty() ? "{}" : "{ " + String.join(", ", fields) + " }";
    }

    private static String array(List<String> elements) {
        List<String> quoted = new ArrayList<>();
        for (String element : elements) {
            quoted.add(TomlText.quote(element));
        }
        return "[" + String.join(", ", quoted) + "]";
    }

    private static List<String> texts(List<Path> paths) {
        List<String> texts = new ArrayList<>();
        for (Path path : paths) {
            texts.add(path.toString());
        }
        return texts;
    }

    private static String number(double value) {
        long whole = (long) value;
        return whole == value && whole < 1_000_000 ? Long.toString(whole) : Double.toString(value);
    }
}
