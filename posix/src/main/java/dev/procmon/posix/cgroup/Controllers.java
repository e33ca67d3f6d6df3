// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Quota;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.KernelFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes controllers available to the groups of runs, and sets what a {@link Quota} asks of them (cgroups(7)). A controller has
 * to be enabled in each directory on the way down, which the kernel refuses in one that has processes of its own, but for the
 * root.
 */
final class Controllers {

    /** The share of a processor is given as microseconds in so many, the kernel's own default. */
    private static final long CPU_PERIOD = 100_000;

    /** The least share that the kernel takes. */
    private static final long CPU_QUOTA_MIN = 1_000;

    private final KernelFiles files;
    private final List<String> way;
    private final Runnable makeRoom;
    private final Set<String> enabled = new HashSet<>();

    /** What one bound asks for. */
    private record Setting(String controller, String file, String value) {}

    /**
     * Make them for some directories.
     *
     * @param way the directories in which a controller has to be enabled, from above
     * @param makeRoom called where the kernel refuses because of processes, before it is asked once more
     */
    Controllers(KernelFiles files, List<String> way, Runnable makeRoom) {
        this.files = files;
        this.way = List.copyOf(way);
        this.makeRoom = makeRoom;
    }

    /** Make all controllers available that a quota needs. Return why that cannot be, where it cannot. */
    Optional<SpawnFailure> enable(Quota quota) {
        for (Setting setting : settings(quota)) {
            Optional<SpawnFailure> failure = enable(setting.controller(), setting.file());
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** Set the bounds of a group. Return which cannot be set, where one cannot. */
    Optional<SpawnFailure> apply(Quota quota, String group) {
        for (Setting setting : settings(quota)) {
            int result = files.write(group + "/" + setting.file(), setting.value());
            if (result < 0) {
                return Optional.of(new SpawnFailure(
                        Errno.name(-result),
                        "cannot write " + setting.value() + " to " + setting.file() + " of its control group"));
            }
        }
        return Optional.empty();
    }

    /** Return the file of the first bound of a quota, for a message. */
    static String firstFile(Quota quota) {
        return settings(quota).getFirst().file();
    }

    /** Enable one controller, for the sake of a file. */
    Optional<SpawnFailure> enable(String controller, String file) {
        if (enabled.contains(controller)) {
            return Optional.empty();
        }
        String offered = way.getFirst() + "/cgroup.controllers";
        if (!isListed(offered, controller)) {
            return Optional.of(new SpawnFailure(
                    Errno.name(Errno.ENOENT), "no " + controller + " controller in " + offered + unkept(file)));
        }
        for (String directory : way) {
            int result = enableIn(directory, controller);
            if (result < 0) {
                return Optional.of(new SpawnFailure(
                        Errno.name(-result),
                        "cannot enable the " + controller + " controller in " + directory + "/cgroup.subtree_control"
                                + why(result) + unkept(file)));
            }
        }
        enabled.add(controller);
        return Optional.empty();
    }

    private int enableIn(String directory, String controller) {
        String control = directory + "/cgroup.subtree_control";
        if (isListed(control, controller)) {
            return 0;
        }
        int result = files.write(control, "+" + controller);
        if (result == -Errno.EBUSY) {
            makeRoom.run();
            result = files.write(control, "+" + controller);
        }
        return result;
    }

    private boolean isListed(String file, String controller) {
        Optional<String> names = files.read(file);
        return names.isPresent() && (" " + names.get().strip() + " ").contains(" " + controller + " ");
    }

    private static String why(int result) {
        return result == -Errno.EBUSY ? ", for it has processes of its own" : "";
    }

    private static String unkept(String file) {
        return ": " + file + " cannot be kept";
    }

    private static List<Setting> settings(Quota quota) {
        List<Setting> settings = new ArrayList<>();
        if (quota.memoryMax().isPresent()) {
            settings.add(new Setting(
                    "memory", "memory.max", Long.toString(quota.memoryMax().getAsLong())));
        }
        if (quota.cpuMax().isPresent()) {
            long share = Math.max(CPU_QUOTA_MIN, Math.round(quota.cpuMax().getAsDouble() * CPU_PERIOD));
            settings.add(new Setting("cpu", "cpu.max", share + " " + CPU_PERIOD));
        }
        if (quota.processesMax().isPresent()) {
            settings.add(new Setting(
                    "pids", "pids.max", Long.toString(quota.processesMax().getAsLong())));
        }
        return settings;
    }
}
