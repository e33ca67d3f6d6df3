// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.instance;

import java.nio.file.Path;
import java.util.Map;

/**
 * The directories of an instance.
 *
 * <p>{@code /run/procmon/NAME} for root, else {@code $XDG_RUNTIME_DIR/procmon/NAME}, else {@code /tmp/procmon-UID/NAME}, holds what belongs
 * to a running supervisor: {@code lock} (locked by fcntl(2) as long as it lives; its content is the pid), {@code api.sock}, and {@code
 * config}, a symbolic link to the configuration file in full, by which commands find the supervisor of a file. {@code
 * /var/lib/procmon/NAME} for root, else {@code $XDG_STATE_HOME/procmon/NAME}, else {@code ~/.local/state/procmon/NAME}, holds what is to
 * survive: the event log. {@code PROCMON_RUN_DIR} and {@code PROCMON_STATE_DIR} in the environment, where they are set, take the place of what stands
 * before {@code NAME}.
 *
 * @param name the name of the instance
 * @param runtime what belongs to the running supervisor
 * @param state what is to survive it
 */
public record InstanceDirectory(String name, Path runtime, Path state) {

    private static final String RUN_DIR = "PROCMON_RUN_DIR";
    private static final String STATE_DIR = "PROCMON_STATE_DIR";
    private static final String LOCK = "lock";
    private static final String SOCKET = "api.sock";
    private static final String CONFIG = "config";

    /** The file that a running supervisor holds locked. */
    public Path lock() {
        return runtime.resolve(LOCK);
    }

    /** The socket of the API. */
    public Path socket() {
        return runtime.resolve(SOCKET);
    }

    /** The link to the configuration file. */
    public Path config() {
        return runtime.resolve(CONFIG);
    }

    /**
     * Return the directories of an instance.
     *
     * @param uid the user whose supervisor it is
     * @param environment the variables of this process
     * @throws IllegalArgumentException if that is no name: it would be another directory
     */
    public static InstanceDirectory of(String name, long uid, Map<String, String> environment) {
        if (!InstanceNames.isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name
                            + "\" is no name of an instance: expected 1 to 64 letters, digits, '.', '-' and '_', the first neither '.' nor '-'");
        }
        return new InstanceDirectory(
                name,
                runtimeBase(uid, environment).resolve(name),
                stateBase(uid, environment).resolve(name));
    }

    /** Return the directory in which a user's instances have their runtime directories. */
    public static Path runtimeBase(long uid, Map<String, String> environment) {
        String chosen = environment.getOrDefault(RUN_DIR, "");
        if (chosen.startsWith("/")) {
            return Path.of(chosen);
        }
        if (uid == 0) {
            return Path.of("/run/procmon");
        }
        String given = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return given.startsWith("/") ? Path.of(given, "procmon") : Path.of("/tmp/procmon-" + uid);
    }

    private static Path stateBase(long uid, Map<String, String> environment) {
        String chosen = environment.getOrDefault(STATE_DIR, "");
        if (chosen.startsWith("/")) {
            return Path.of(chosen);
        }
        if (uid == 0) {
            return Path.of("/var/lib/procmon");
        }
        String given = environment.getOrDefault("XDG_STATE_HOME", "");
        return given.startsWith("/")
                ? Path.of(given, "procmon")
                : Path.of(environment.getOrDefault("HOME", "/"), ".local", "state", "procmon");
    }
}
