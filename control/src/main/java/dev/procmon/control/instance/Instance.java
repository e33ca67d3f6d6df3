// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.instance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A supervisor on this host, running or not.
 *
 * @param directory its name and where its files are
 * @param config its configuration file, if it is known
 * @param liveness whether it lives
 */
public record Instance(InstanceDirectory directory, Optional<Path> config, Liveness liveness) {

    /** Whether a supervisor lives. */
    public enum Liveness {
        /** Somebody listens on its socket. */
        RUNNING,
        /** Nobody does. */
        NOT_RUNNING,
        /** This user may not find out. */
        CLOSED
    }

    /** Return its name. */
    public String name() {
        return directory.name();
    }

    /** Return what to tell a user who wants to talk to it when nobody is there. */
    public String absence() {
        if (config.isPresent()) {
            String file = config.get().toString();
            if (Files.notExists(config.get())) {
                return "no procmon is running for " + file + ", and there is no such file";
            }
            return "no procmon is running for " + file + "; start it with: procmon up -d -f " + file;
        }
        return "no procmon named " + name() + " is running; procmon status shows those that are";
    }
}
