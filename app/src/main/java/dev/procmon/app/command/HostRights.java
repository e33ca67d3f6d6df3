// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the kernel says of this process and this host in its files (proc(5), cgroups(7)). What cannot be read is not known, and
 * nothing is said of it then.
 */
final class HostRights {

    /** Numbers of capabilities(7). */
    static final int SET_USER_ID = 7;

    static final int NET_BIND_SERVICE = 10;
    static final int SYS_NICE = 23;
    static final int SYS_RESOURCE = 24;

    private static final int NICE_IN_STAT = 19;

    private final Path root;

    /**
     * Know the files below a directory.
     *
     * @param root {@code /}, but in tests
     */
    HostRights(Path root) {
        this.root = root;
    }

    /** Tell whether this process has a capability; also where that is not known. */
    boolean has(int capability) {
        Optional<String> line = lineOf("proc/self/status", "CapEff:");
        return line.isEmpty() || (Long.parseUnsignedLong(line.get(), 16) >>> capability & 1) == 1;
    }

    OptionalInt nice() {
        Optional<String> stat = read("proc/self/stat");
        if (stat.isEmpty()) {
            return OptionalInt.empty();
        }
        // The name, which comes second and in parentheses, may hold anything.
        String[] fields =
                stat.get().substring(stat.get().lastIndexOf(')') + 1).strip().split(" ", -1);
        return OptionalInt.of(Integer.parseInt(fields[NICE_IN_STAT - 3]));
    }

    OptionalInt outOfMemoryScore() {
        Optional<String> score = read("proc/self/oom_score_adj");
        return score.isPresent() ? OptionalInt.of(Integer.parseInt(score.get().strip())) : OptionalInt.empty();
    }

    /** Return the hard limit of a resource by its name in the file; nothing where it is unlimited or not known. */
    OptionalLong hardLimit(String name) {
        return limit(name, 1);
    }

    /** Return the soft limit of a resource, in the same way. */
    OptionalLong softLimit(String name) {
        return limit(name, 0);
    }

    /** Return the processors that are there, as the kernel lists them: {@code 0-3,8}. */
    Optional<String> processors() {
        return read("sys/devices/system/cpu/online").map(String::strip);
    }

    /** Return the lowest port that anybody may listen on. */
    OptionalInt unprivilegedPort() {
        Optional<String> first = read("proc/sys/net/ipv4/ip_unprivileged_port_start");
        return first.isPresent() ? OptionalInt.of(Integer.parseInt(first.get().strip())) : OptionalInt.empty();
    }

    /** Return the file that lists the controllers that the control group of this process can have. */
    Optional<Path> controllersFile() {
        Optional<String> group = lineOf("proc/self/cgroup", "0::");
        for (String mount : lines("proc/self/mountinfo")) {
            String[] fields = mount.split(" ", -1);
            if (mount.contains(" - cgroup2 ") && group.isPresent()) {
                return Optional.of(Path.of(fields[4], group.get(), "cgroup.controllers"));
            }
        }
        return Optional.empty();
    }

    /** Return the controllers that a file lists. */
    List<String> controllers(Path file) {
        return read(file.toString().substring(1))
                .map(text -> List.of(text.strip().split(" ", -1)))
                .orElse(List.of());
    }

    private OptionalLong limit(String name, int column) {
        Optional<String> line = lineOf("proc/self/limits", name);
        if (line.isEmpty()) {
            return OptionalLong.empty();
        }
        String limit = line.get().split(" +", -1)[column];
        return limit.equals("unlimited") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(limit));
    }

    private Optional<String> lineOf(String file, String begin) {
        for (String line : lines(file)) {
            if (line.startsWith(begin)) {
                return Optional.of(line.substring(begin.length()).strip());
            }
        }
        return Optional.empty();
    }

    private List<String> lines(String file) {
        return read(file).map(text -> text.lines().toList()).orElse(new ArrayList<>());
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
