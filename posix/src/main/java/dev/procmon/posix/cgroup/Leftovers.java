// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import dev.procmon.posix.libc.KernelFiles;
import dev.procmon.posix.processes.ProcessFiles;
import dev.procmon.posix.processes.ProcessStat;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The names of the directories of supervisors, and the removal of those whose supervisor is dead. The name tells by whom a
 * directory was made: namespace of pids, pid, time of start, and a number. One in which somebody lives stays: the programs
 * of a supervisor that was killed run on.
 */
final class Leftovers {

    private static final String PREFIX = "procmon.";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final KernelFiles files;
    private final ProcessFiles processes;
    private final String namespace;

    Leftovers(KernelFiles files, ProcessFiles processes) {
        this.files = files;
        this.processes = processes;
        this.namespace = namespaceOfPids();
    }

    /** Return a name that no other supervisor has. */
    String newName(int ownPid) {
        Optional<ProcessStat> own = processes.stat(ownPid);
        long started = own.isEmpty() ? 0 : own.get().started();
        return PREFIX + namespace + "-" + ownPid + "-" + started + "-" + NUMBER.incrementAndGet();
    }

    /** Remove what dead supervisors have left in a directory. */
    void removeFrom(String directory) {
        String[] names = new File(directory).list();
        if (names == null) {
            return;
        }
        for (String name : names) {
            if (name.startsWith(PREFIX + namespace + "-") && isOfTheDead(name)) {
                new RunGroup(files, directory + "/" + name, false).removeWhatIsEmpty();
            }
        }
    }

    /** Only a name of our own pattern is of somebody dead: what is not understood stays. */
    private boolean isOfTheDead(String name) {
        String[] parts = name.substring(PREFIX.length()).split("-", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            Optional<ProcessStat> stat = processes.stat(Integer.parseInt(parts[1]));
            return stat.isEmpty() || stat.get().started() != Long.parseLong(parts[2]);
        } catch (NumberFormatException foreign) {
            return false;
        }
    }

    /** A supervisor in another container has pids of its own, and may be alive. */
    private static String namespaceOfPids() {
        try {
            String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return link.substring(link.indexOf('[') + 1, link.length() - 1);
        } catch (IOException hidden) {
            return "0";
        }
    }
}
