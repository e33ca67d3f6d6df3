// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Program;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.libc.OwnEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes programs down in bytes: UTF-8, whatever the locale; what is inherited as it is. */
final class OrderWriter {

    /** What execvp(3) takes where there is no PATH at all. */
    private static final List<byte[]> DEFAULT_PATH = List.of(bytes("/bin"), bytes("/usr/bin"));

    private static final byte[] PATH = bytes("PATH=");

    /**
     * What whoever started the supervisor has given to it alone (sd_notify(3), sd_watchdog_enabled(3), sd_listen_fds(3)). A
     * child that found it would speak in the supervisor's name.
     */
    private static final List<byte[]> OURS_ALONE = List.of(
            bytes("NOTIFY_SOCKET="),
            bytes("WATCHDOG_PID="),
            bytes("WATCHDOG_USEC="),
            bytes("LISTEN_PID="),
            bytes("LISTEN_FDS="),
            bytes("LISTEN_FDNAMES="),
            bytes("FDSTORE="));

    private final List<byte[]> own;
    private final List<byte[]> ownPath;

    /** Make a writer that knows the supervisor's own environment. */
    OrderWriter(Caller caller) {
        this.own = merge(OwnEnvironment.read(caller), OURS_ALONE, List.of());
        this.ownPath = pathIn(own, DEFAULT_PATH);
    }

    /** Write an order for a program that runs as somebody and is given more than it says. */
    SpawnOrder write(Program program, Extras extras, Credentials credentials) {
        List<String> arguments = program.command().arguments();
        List<byte[]> encoded = new ArrayList<>(arguments.size());
        for (String argument : arguments) {
            encoded.add(bytes(argument));
        }
        List<byte[]> environment = environment(program.environment());
        if (!extras.variables().isEmpty() || !extras.pidVariables().isEmpty()) {
            environment = withExtras(environment, extras);
        }
        List<byte[]> path = pathIn(environment, ownPath);
        return new SpawnOrder(
                encoded,
                environment,
                extras.pidVariables().size(),
                path,
                bytes(program.directory()),
                credentials,
                program.attributes(),
                extras.descriptors(),
                bytes(extras.controlGroup()),
                program.stdio());
    }

    /** Add variables to those of a program, which they replace. Those whose value is a pid come last, with room for it. */
    private static List<byte[]> withExtras(List<byte[]> environment, Extras extras) {
        List<byte[]> added = new ArrayList<>();
        List<byte[]> prefixes = new ArrayList<>();
        for (String variable : extras.variables()) {
            byte[] entry = bytes(variable);
            int end = variable.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException("no variable: " + variable);
            }
            prefixes.add(bytes(variable.substring(0, end + 1)));
            added.add(entry);
        }
        for (String name : extras.pidVariables()) {
            byte[] prefix = bytes(name.concat("="));
            prefixes.add(prefix);
            added.add(Arrays.copyOf(prefix, prefix.length + ChildActions.PID_SIZE - 1));
        }
        return merge(environment, prefixes, added);
    }

    private List<byte[]> environment(Environment environment) {
        boolean inherited = environment.base() == Environment.Base.INHERITED;
        if (environment.variables().isEmpty()) {
            return inherited ? own : List.of();
        }
        List<byte[]> added = new ArrayList<>();
        List<byte[]> prefixes = new ArrayList<>();
        for (Map.Entry<String, String> variable : environment.variables().entrySet()) {
            byte[] prefix = bytes(variable.getKey().concat("="));
            byte[] value = bytes(variable.getValue());
            byte[] entry = new byte[prefix.length + value.length];
            System.arraycopy(prefix, 0, entry, 0, prefix.length);
            System.arraycopy(value, 0, entry, prefix.length, value.length);
            prefixes.add(prefix);
            added.add(entry);
        }
        if (!inherited) {
            return added;
        }
        return merge(own, prefixes, added);
    }

    /** Return variables without those that begin with one of some prefixes, and others behind them. */
    private static List<byte[]> merge(List<byte[]> variables, List<byte[]> prefixes, List<byte[]> added) {
        List<byte[]> all = new ArrayList<>(variables.size() + added.size());
        for (byte[] variable : variables) {
            if (!beginsWithAny(variable, prefixes)) {
                all.add(variable);
            }
        }
        all.addAll(added);
        return all;
    }

    private static List<byte[]> pathIn(List<byte[]> environment, List<byte[]> otherwise) {
        for (byte[] variable : environment) {
            if (beginsWith(variable, PATH)) {
                return split(variable, PATH.length);
            }
        }
        return otherwise;
    }

    /** Split what follows from an index on at colons. */
    private static List<byte[]> split(byte[] text, int from) {
        List<byte[]> parts = new ArrayList<>();
        int begin = from;
        for (int i = from; i <= text.length; i++) {
            if (i == text.length || text[i] == ':') {
                parts.add(Arrays.copyOfRange(text, begin, i));
                begin = i + 1;
            }
        }
        return parts;
    }

    private static boolean beginsWithAny(byte[] text, List<byte[]> prefixes) {
        for (byte[] prefix : prefixes) {
            if (beginsWith(text, prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWith(byte[] text, byte[] prefix) {
        if (text.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (text[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> bytes(Optional<String> text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(bytes(text.get()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
