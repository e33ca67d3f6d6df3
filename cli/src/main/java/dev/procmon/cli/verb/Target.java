// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.config.ConfigFinder;
import dev.procmon.config.ConfigReader;
import dev.procmon.config.ReadOptions;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.instance.Instances;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which supervisor is meant: by name, by its configuration file, by its address, or by the directory one is in. */
final class Target {

    private static final Option INSTANCE = Option.of(
                    "instance", "NAME", Option.Kind.INSTANCE, "The supervisor of this name.")
            .orLetter('i');
    private static final Option FILE = Option.of(
                    "file",
                    "FILE",
                    Option.Kind.FILE,
                    "The supervisor of this configuration. Without -i and -f: of the procmon.toml of this directory or of the"
                            + " nearest above it.")
            .orLetter('f');
    private static final Option CONNECT =
            Option.of("connect", "URL", Option.Kind.TEXT, "The supervisor at this address, such as https://host:7070.");
    private static final Option TOKEN =
            Option.of("token-file", "FILE", Option.Kind.FILE, "With --connect: the file with the token to show there.");

    /** What every command understands by which one names a supervisor. */
    static final List<Option> OPTIONS = List.of(INSTANCE, FILE, CONNECT, TOKEN);

    private final Arguments arguments;
    private final Context context;
    private final Connections connections;

    private Target(Arguments arguments, Context context, Connections connections) {
        this.arguments = arguments;
        this.context = context;
        this.connections = connections;
    }

    /** Connect to the supervisor that the arguments mean. */
    static ProcmonClient open(Arguments arguments, Context context, Connections connections) {
        return new Target(arguments, context, connections).open();
    }

    /** Return where the supervisor that the arguments mean keeps what is to survive it; nowhere where it is another host's, or none is meant. */
    static List<Path> stateDirectories(Arguments arguments, Context context, Connections connections) {
        return new Target(arguments, context, connections).stateDirectories();
    }

    /** Tell whether a configuration file was given that is not there. */
    static boolean namesNoFile(Arguments arguments, Context context) {
        Optional<String> file = arguments.value(FILE.name());
        return file.isPresent() && Files.notExists(context.directory().resolve(file.get()));
    }

    /** Tell whether neither the arguments nor the directory say which supervisor is meant. */
    static boolean isOpen(Arguments arguments, Context context) {
        return given(arguments) == 0 && ConfigFinder.find(context.directory()).isEmpty();
    }

    private ProcmonClient open() {
        check();
        Optional<String> instance = arguments.value(INSTANCE.name());
        Optional<String> file = arguments.value(FILE.name());
        Optional<String> url = arguments.value(CONNECT.name());
        if (instance.isPresent()) {
            return connections.byName(instance.get());
        }
        if (file.isPresent()) {
            return connections.byFile(path(FILE, file.get()));
        }
        if (url.isPresent()) {
            Optional<String> token = arguments.value(TOKEN.name());
            return connections.byUrl(
                    url.get(), token.isPresent() ? Optional.of(path(TOKEN, token.get())) : Optional.empty());
        }
        Optional<Path> found = ConfigFinder.find(context.directory());
        if (found.isEmpty()) {
            throw undecided();
        }
        return connections.byFile(found.get());
    }

    private List<Path> stateDirectories() {
        Optional<String> instance = arguments.value(INSTANCE.name());
        if (instance.isPresent()) {
            return connections.stateDirectories(instance.get());
        }
        Optional<String> given = arguments.value(FILE.name());
        Optional<Path> file =
                given.isPresent() ? Optional.of(path(FILE, given.get())) : ConfigFinder.find(context.directory());
        if (file.isEmpty() || arguments.has(CONNECT.name())) {
            return List.of();
        }
        ReadOptions options = new ReadOptions(List.of(), context.environment());
        Optional<String> written = ConfigReader.instanceName(file.get(), options);
        return connections.stateDirectories(written.orElseGet(() -> Instances.nameOf(file.get())));
    }

    private void check() {
        if (given(arguments) > 1) {
            throw new UsageException(
                    INSTANCE + ", " + FILE + " and " + CONNECT + " do not go together: give one of them");
        }
        if (arguments.has(TOKEN.name()) && !arguments.has(CONNECT.name())) {
            throw new UsageException(TOKEN + " goes with " + CONNECT + " only");
        }
    }

    private static int given(Arguments arguments) {
        int given = 0;
        for (Option each : List.of(INSTANCE, FILE, CONNECT)) {
            given += arguments.has(each.name()) ? 1 : 0;
        }
        return given;
    }

    private RuntimeException undecided() {
        String where = "no " + ConfigFinder.FILE_NAME + " in this directory or above it";
        List<Connections.Running> running = connections.running();
        if (running.isEmpty()) {
            return new ClientException(
                    ClientException.Cause.NOT_RUNNING,
                    where + ", and no procmon of yours is running; start one with: procmon up -d -f FILE",
                    Optional.empty());
        }
        List<String> names = new ArrayList<>();
        for (Connections.Running each : running) {
            names.add("-i " + each.name());
        }
        return new UsageException(where + "; "
                + (names.size() == 1 ? "name the one that is running: " : "name one of those that are running: ")
                + String.join(", ", names));
    }

    private Path path(Option option, String text) {
        try {
            return context.directory().resolve(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new UsageException(option + ": not a path: " + e.getReason());
        }
    }
}
