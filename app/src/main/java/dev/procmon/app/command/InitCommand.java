// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.config.ConfigFinder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code procmon init}: a configuration to begin with. */
public final class InitCommand implements Command {

    private static final Option FILE = Option.of(
                    "file",
                    "FILE",
                    Option.Kind.FILE,
                    "The file to write; default: " + ConfigFinder.FILE_NAME + " in this directory.")
            .orLetter('f');
    private static final Option FORCE = Option.flag("force", "Write over a file that is there.");

    private static final String DETAILS = """
            Writes a configuration with comments, which runs as it is and is meant to be changed.

            Examples:
              procmon init && procmon up
              procmon init -f deploy/procmon.toml

            Exit codes:
              0  written
              1  it could not be written
              2  there is such a file already
            """;

    private static final String STARTER = """
            # What procmon keeps running: https://toml.io says how such a file is written, and docs/config.md
            # of procmon lists every key.
            #
            #   procmon check    says what is wrong with this file, and what is in effect
            #   procmon up       runs everything in it; Ctrl-C stops it

            # Each program has a table. This one writes a line now and then.
            [program.ticker]
            command = ["sh", "-c", "while :; do echo tick; sleep 2; done"]

            # This one works for a while and ends, again and again: see how the waits grow.
            [program.worker]
            command = ["sh", "-c", "echo working; sleep 1; echo done; exit 1"]
            restart = "always"                       # or "on-failure", "never"
            backoff = { min = "1s", max = "30s" }    # how long to wait before the next start
            needs = ["ticker"]                       # started after it, stopped before it

            # More of what a program can have:
            #
            # cwd = "web"                            # paths are relative to the directory of this file
            # env = { PORT = "8080" }
            # env-file = ".env"
            # env-from-file = { PASSWORD = "secrets/password" }
            # user = "www-data"
            # ready = { http = "http://127.0.0.1:8080/health" }
            # live = { tcp = "127.0.0.1:8080", period = "5s" }
            # stop = { signal = "INT", grace = "30s" }
            # log = { file = "logs/web.log", rotate = "10MB", keep = 5, compress = "zstd" }
            # schedule = "0 3 * * *"                 # run at times instead of all the time
            # replicas = 2

            # What holds for every program that does not say otherwise:
            #
            # [defaults]
            # stop = { grace = "30s" }
            """;

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "init", "Write a configuration to begin with.", List.of(FILE, FORCE), Operands.NONE, DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        String name = arguments.value(FILE.name()).orElse(ConfigFinder.FILE_NAME);
        Path file = resolve(context.directory(), name);
        try {
            if (arguments.has(FORCE.name())) {
                Files.writeString(file, STARTER);
            } else {
                Files.writeString(file, STARTER, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (FileAlreadyExistsException _) {
            throw new UsageException(name + " is there already; --force writes over it");
        } catch (IOException e) {
            context.error("cannot write " + name + ": " + reason(e));
            return ExitCode.FAILED;
        }
        String option = name.equals(ConfigFinder.FILE_NAME) ? "" : " -f " + name;
        context.out().println("wrote " + name + "; next: procmon check" + option + ", procmon up" + option);
        return ExitCode.OK;
    }

    private static Path resolve(Path directory, String name) {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new UsageException("--file: not a path: " + e.getReason());
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "ENOENT (no such directory)";
        }
        if (e instanceof AccessDeniedException) {
            return "EACCES (permission denied)";
        }
        return String.valueOf(e.getMessage());
    }
}
