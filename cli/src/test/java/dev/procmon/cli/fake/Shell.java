// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.fake;

import dev.procmon.cli.args.ArgumentReader;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.Display;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.top.ScreenException;
import dev.procmon.cli.top.Screens;
import dev.procmon.cli.verb.Connections;
import dev.procmon.cli.verb.Surroundings;
import dev.procmon.cli.verb.Verbs;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a command line is typed: which supervisors there are, and what was printed. */
public final class Shell implements Connections, Display {

    private final Path directory;
    private final Map<String, ProcmonClient> instances = new TreeMap<>();
    private final List<String> targets = new ArrayList<>();
    private Optional<ProcmonClient> ofFile = Optional.empty();
    private final Paper out = new Paper();
    private final Paper err = new Paper();
    private List<Path> state = List.of();
    private int columns;
    private boolean deaf;
    private Screens screens = () -> {
        throw new ScreenException("there is no terminal to draw upon");
    };

    /** Sit in a directory, at no terminal. */
    public Shell(Path directory) {
        this.directory = directory;
    }

    /** Have an instance of a name running. */
    public Shell running(String name, ProcmonClient client) {
        instances.put(name, client);
        return this;
    }

    /** Have a supervisor for whatever file is named. */
    public Shell withFile(ProcmonClient client) {
        ofFile = Optional.of(client);
        return this;
    }

    /** Have directories in which any instance keeps what is to survive it. */
    public Shell keeping(Path... directories) {
        state = List.of(directories);
        return this;
    }

    /** Sit at a terminal. */
    public Shell atTerminal(int width) {
        columns = width;
        return this;
    }

    /** Have a screen to draw upon. */
    public Shell with(Screens those) {
        screens = those;
        return this;
    }

    /** Print to somebody who reads no longer. */
    public Shell withoutReader() {
        deaf = true;
        return this;
    }

    /** Type a command line; what is wrong with it is printed as the executable does. */
    public int run(String... words) {
        Surroundings surroundings = new Surroundings(this, this, InstantSource.fixed(Samples.NOW), screens);
        List<Command> commands = new ArrayList<>(Verbs.all(surroundings));
        commands.addAll(Verbs.hidden(surroundings));
        Context context = new Context(
                new PrintStream(deaf ? new Gone() : out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                directory,
                List.of(words));
        try {
            for (Command command : commands) {
                if (command.spec().name().equals(words[0])) {
                    List<String> rest = List.of(words).subList(1, words.length);
                    return command.run(ArgumentReader.read(command.spec(), rest), context)
                            .number();
                }
            }
            throw new AssertionError("no such command: " + words[0]);
        } catch (UsageException e) {
            context.error(String.valueOf(e.getMessage()));
            return ExitCode.USAGE.number();
        } finally {
            context.out().flush();
        }
    }

    /** Return what was printed. */
    public String out() {
        return out.text();
    }

    /** Return where it is printed. */
    public Paper paper() {
        return out;
    }

    /** Return what was complained about. */
    public String err() {
        return err.text();
    }

    /** Return whom somebody connected to. */
    public List<String> targets() {
        return targets;
    }

    @Override
    public ProcmonClient byName(String instance) {
        targets.add("instance " + instance);
        return Optional.ofNullable(instances.get(instance)).orElseThrow(() -> gone(instance));
    }

    @Override
    public ProcmonClient byFile(Path config) {
        targets.add("file " + config);
        return ofFile.orElseThrow(() -> gone(config.toString()));
    }

    @Override
    public ProcmonClient byUrl(String url, Optional<Path> tokenFile) {
        targets.add("url " + url + " " + tokenFile);
        return ofFile.orElseThrow(() -> gone(url));
    }

    @Override
    public List<Path> stateDirectories(String instance) {
        targets.add("state " + instance);
        return state;
    }

    @Override
    public List<Running> running() {
        return instances.keySet().stream()
                .map(name -> new Running(name, Optional.empty()))
                .toList();
    }

    @Override
    public boolean isTerminal() {
        return columns > 0;
    }

    @Override
    public boolean wantsColours() {
        return columns > 0;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** A pipe without a reader. */
    private static final class Gone extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    private static ClientException gone(String what) {
        return FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "no procmon is running for " + what);
    }
}
