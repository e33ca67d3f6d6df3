// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.host.HostConfiguration;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.config.ConfigFinder;
import dev.procmon.config.ConfigReader;
import dev.procmon.config.ConfigResult;
import dev.procmon.config.Configuration;
import dev.procmon.config.Problem;
import dev.procmon.config.ReadOptions;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The configuration file of a command: the one that is given, or the one that belongs to the working directory. */
final class ConfigFile {

    static final Option OPTION = Option.of(
                    "file",
                    "FILE",
                    Option.Kind.FILE,
                    "The configuration; default: procmon.toml in this directory or the nearest one above it that has one.")
            .orLetter('f');

    static final Option PROFILE = Option.often(
            "profile",
            "NAME",
            Option.Kind.TEXT,
            "A profile of the configuration that is to be in effect; may be given several times. Default: those of"
                    + " PROCMON_PROFILE, with commas between.");

    private static final String PROFILE_VARIABLE = "PROCMON_PROFILE";

    private ConfigFile() {}

    /** Read the configuration and say what is wrong with it. Empty if it cannot be used. */
    static Optional<Configuration> read(Arguments arguments, Context context) {
        return configuration(new Source(find(arguments, context), options(arguments, context)).get(), context);
    }

    /** Read the configuration of an instance and say what is wrong with it. Empty if it cannot be used. */
    static Optional<HostConfiguration> readForHost(Arguments arguments, Context context) {
        Path file = find(arguments, context);
        ReadOptions options = options(arguments, context);
        Source source = new Source(file, options);
        Optional<Configuration> configuration = configuration(source.get(), context);
        return configuration.isPresent()
                ? Optional.of(new HostConfiguration(configuration.get(), inFull(file), options.profiles(), source))
                : Optional.empty();
    }

    private static Optional<Configuration> configuration(ConfigResult result, Context context) {
        say("warning: ", result.warnings(), context);
        // No switch on types here: the first one costs milliseconds, before the first child.
        if (result instanceof ConfigResult.Valid valid) {
            return Optional.of(valid.configuration());
        }
        say("", ((ConfigResult.Invalid) result).problems(), context);
        return Optional.empty();
    }

    private static ReadOptions options(Arguments arguments, Context context) {
        return new ReadOptions(profiles(arguments, context), context.environment());
    }

    private static List<String> profiles(Arguments arguments, Context context) {
        List<String> given = arguments.all(PROFILE.name());
        String named = context.environment().getOrDefault(PROFILE_VARIABLE, "");
        if (!given.isEmpty() || named.isBlank()) {
            return given;
        }
        List<String> profiles = new ArrayList<>();
        for (String name : named.split(",", -1)) {
            profiles.add(name.strip());
        }
        return profiles;
    }

    /** By this path commands find the instance, whatever way they take to the file. */
    private static Path inFull(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException _) {
            // It was there when it was read.
            return file.toAbsolutePath();
        }
    }

    /** A file, to be read again at any time. */
    private record Source(Path file, ReadOptions options) implements Supplier<ConfigResult> {
        @Override
        public ConfigResult get() {
            return ConfigReader.read(file, options);
        }
    }

    private static Path find(Arguments arguments, Context context) {
        Optional<String> given = arguments.value(OPTION.name());
        if (given.isPresent()) {
            return path(given.get());
        }
        Optional<Path> found = ConfigFinder.find(context.directory());
        if (found.isEmpty()) {
            throw new UsageException("no " + ConfigFinder.FILE_NAME
                    + " in this directory or above it: make one by procmon init, or name one by -f FILE");
        }
        return found.get();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("--file: not a path: " + e.getReason());
        }
    }

    private static void say(String before, List<Problem> problems, Context context) {
        for (Problem problem : problems) {
            context.err().println(before + problem);
        }
    }
}
