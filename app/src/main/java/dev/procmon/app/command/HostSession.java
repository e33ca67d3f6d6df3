// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.host.HostConfiguration;
import dev.procmon.app.host.Hosting;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.control.instance.InstanceDirectory;
import dev.procmon.control.instance.Instances;
import dev.procmon.daemon.instance.InstanceLock;
import dev.procmon.daemon.supervision.EndRule;
import dev.procmon.posix.service.Detachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs a supervisor of which there is one per name: {@code up} and {@code daemon}. */
final class HostSession {

    private static final Option INSTANCE = Option.of(
                    "instance",
                    "NAME",
                    Option.Kind.TEXT,
                    "What this supervisor is called; default: name in [supervisor], else a name made of the path of the file.")
            .orLetter('i');

    static final List<Option> OPTIONS = List.of(ConfigFile.OPTION, INSTANCE, ConfigFile.PROFILE);

    private final Session session;
    private final Arguments arguments;
    private final Context context;

    HostSession(Session session, Arguments arguments, Context context) {
        this.session = session;
        this.arguments = arguments;
        this.context = context;
    }

    /**
     * Run it to its end.
     *
     * @param staysIdle whether it goes on when all programs have ended
     * @param detached whether it leaves the terminal, and shows nothing
     */
    ExitCode run(boolean staysIdle, boolean detached) {
        if (detached) {
            Detachment.beginSession();
        }
        Optional<HostConfiguration> read = ConfigFile.readForHost(arguments, context);
        if (read.isEmpty()) {
            return ExitCode.USAGE;
        }
        HostConfiguration configuration = read.get();
        InstanceDirectory directory = directory(configuration);
        InstanceLock.Result result =
                InstanceLock.acquire(directory, (int) Instances.ownUid(), Optional.of(configuration.file()));
        Optional<InstanceLock> lock = Optional.empty();
        Optional<Long> killed = Optional.empty();
        if (result instanceof InstanceLock.Result.Held(var held, var former)) {
            lock = Optional.of(held);
            killed = former;
        } else if (result instanceof InstanceLock.Result.Taken(var pid)) {
            context.error(taken(directory, pid, configuration.file()));
            return ExitCode.FAILED;
        } else if (result instanceof InstanceLock.Result.Impossible(var cause)) {
            String what = "other commands cannot reach this supervisor: " + cause;
            if (detached) {
                context.error(what + "; nothing was started");
                return ExitCode.FAILED;
            }
            context.warn(what);
        }
        EndRule rule =
                new EndRule(staysIdle, configuration.configuration().settings().exitWith());
        Hosting hosting = new Hosting(configuration, directory, lock, killed, detached, context);
        return session.run(configuration.lineup(detached), rule, Optional.of(hosting), arguments, context);
    }

    private static String taken(InstanceDirectory directory, Optional<Long> pid, Path file) {
        String name = directory.name() + (pid.isPresent() ? ", pid " + pid.get() : "");
        Optional<Path> other = linked(directory.config());
        return other.isPresent() && !other.get().equals(file)
                ? "the name is taken: " + name + " runs " + other.get()
                        + "; choose another one by -i or [supervisor] name"
                : "already running: " + name + " (see procmon status -i " + directory.name() + ")";
    }

    private static Optional<Path> linked(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private InstanceDirectory directory(HostConfiguration configuration) {
        Optional<String> given = arguments.value(INSTANCE.name());
        Optional<String> written = configuration.configuration().settings().name();
        String name = given.isPresent()
                ? given.get()
                : written.isPresent() ? written.get() : Instances.nameOf(configuration.file());
        try {
            return InstanceDirectory.of(name, Instances.ownUid(), context.environment());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--instance: " + e.getMessage());
        }
    }
}
