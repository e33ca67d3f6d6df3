// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.background.Relaunch;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.control.instance.Instance;
import dev.procmon.control.instance.Instances;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs a supervisor and the commands that talk to it in one process, once: what they load goes into the start-up cache of the Java
 * machine (JEP 514), for both sides. The launcher runs it; no help text lists it.
 */
public final class TrainCommand implements Command {

    /** What people ask, and a thing or two of each kind: a table, a chain of causes, streams, actions, a plan. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("status"),
            List.of("status", "--json"),
            List.of("why", "crashes"),
            List.of("why", "waits"),
            List.of("events", "-n", "20"),
            List.of("logs", "-n", "5", "talks"),
            List.of("runs", "crashes"),
            List.of("stop", "stays"),
            List.of("start", "stays"),
            List.of("restart", "stays"),
            List.of("plan"),
            List.of("reload"),
            List.of("instances"),
            List.of("complete-names"),
            List.of("down"));

    private static final Option CLIENT = Option.flag("client", "Only for the commands that talk to a supervisor.");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Commands commands;

    /** Runs a command of the executable. */
    @FunctionalInterface
    public interface Commands {
        /** Run one in a directory. */
        void run(PrintStream out, Path directory, List<String> words);
    }

    /** Make it. */
    public TrainCommand(Commands commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "train", "Fill the start-up cache.", List.of(ConfigFile.OPTION, CLIENT), Operands.NONE, "");
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        Optional<String> file = arguments.value(ConfigFile.OPTION.name());
        if (file.isEmpty()) {
            throw new UsageException("--file is missing");
        }
        Path config = Path.of(file.get()).toAbsolutePath();
        Path directory = Objects.requireNonNull(config.getParent(), "a file is in a directory");
        if (arguments.has(CLIENT.name())) {
            return ask(config, directory, context);
        }
        // Twice: the second one finds what an earlier supervisor has left, as most do.
        live(config, directory, List.of(List.of("down")), context);
        live(config, directory, COMMANDS, context);
        return ExitCode.OK;
    }

    /** Ask a supervisor that is another process: what it loads is not wanted. */
    private ExitCode ask(Path config, Path directory, Context context) {
        try {
            var _ = Relaunch.start(
                    context.words().size(),
                    List.of("daemon", "--" + DaemonCommand.DETACHED, "--file", config.toString()));
        } catch (IOException e) {
            context.error("cannot start a supervisor: " + e.getMessage());
            return ExitCode.FAILED;
        }
        askAll(config, directory, COMMANDS);
        return ExitCode.OK;
    }

    private void live(Path config, Path directory, List<List<String>> asked, Context context) {
        Thread supervisor = Thread.ofPlatform().start(() -> commands.run(context.out(), directory, List.of("up")));
        askAll(config, directory, asked);
        join(supervisor);
    }

    private void askAll(Path config, Path directory, List<List<String>> asked) {
        if (isReached(config)) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            for (List<String> each : asked) {
                commands.run(nowhere, directory, each);
            }
        }
    }

    private static boolean isReached(Path file) {
        long looks = PATIENCE.dividedBy(BETWEEN_LOOKS);
        for (long i = 0; i < looks; i++) {
            Instance instance = Instances.ofThisUser().byConfig(file, Optional.empty());
            if (instance.liveness() == Instance.Liveness.RUNNING) {
                return true;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
