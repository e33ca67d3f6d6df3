// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.KernelFiles;
import dev.procmon.posix.processes.ProcessFiles;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The control group of one run. Whatever a process of it starts is in it too, and only one that may write to the files of
 * control groups can leave it. A program may make groups below it: those count as parts of it.
 */
public final class RunGroup {

    /** How deep groups below this one are followed. The kernel would allow more, a program has no use for it. */
    private static final int DEPTH_MAX = 16;

    private final KernelFiles files;
    private final String path;
    private final boolean memoryIsBounded;

    RunGroup(KernelFiles files, String path, boolean memoryIsBounded) {
        this.files = files;
        this.path = path;
        this.memoryIsBounded = memoryIsBounded;
    }

    /** Return its directory. */
    public String path() {
        return path;
    }

    /** Remove it, which the kernel allows where nobody in it lives. Return whether it is removed. */
    public boolean remove() {
        int result = files.removeDirectory(path);
        if (result == -Errno.EBUSY && !isPopulated()) {
            removeGroupsBelow(path, DEPTH_MAX);
            result = files.removeDirectory(path);
        }
        return result >= 0 || result == -Errno.ENOENT;
    }

    /** Remove it and the groups below it, as far as nobody lives in them. */
    void removeWhatIsEmpty() {
        removeGroupsBelow(path, DEPTH_MAX);
        files.removeDirectory(path);
    }

    /** Tell whether somebody in it or below lives. A process that has ended and was not reaped does not count. */
    public boolean isPopulated() {
        return saysPopulated(files.read(path + "/cgroup.events"));
    }

    /** Open the file that tells whether it is populated; a change of it is an event. Return the negated errno on failure. */
    public int openEvents() {
        return files.open(path + "/cgroup.events");
    }

    /** Read the file that tells whether it is populated. It was opened just now: it is read once for each descriptor. */
    public boolean isPopulated(int events) {
        return saysPopulated(files.readOpen(events));
    }

    /** Kill all in it and below, also those that are just being forked. Return the negated errno where that cannot be. */
    public int kill() {
        return files.write(path + "/cgroup.kill", "1");
    }

    /** Hold all in it, so that none can start another, or let them go on. They can be killed meanwhile. */
    public void freeze(boolean on) {
        files.write(path + "/cgroup.freeze", on ? "1" : "0");
    }

    /** Return all processes in it and below that have not ended. */
    public List<Integer> members() {
        List<Integer> members = new ArrayList<>();
        collect(path, DEPTH_MAX, members);
        return members;
    }

    /** Tell whether a process belongs to it. */
    public boolean holds(ProcessFiles processes, int pid) {
        Optional<String> group = processes.controlGroup(pid);
        if (group.isEmpty()) {
            return false;
        }
        // The path begins at the root of the hierarchy there, and with the mount point here; the end is unique.
        String end = path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1));
        int at = (group.get() + "/").indexOf(end + "/");
        return at >= 0;
    }

    /** Return how often the kernel has killed somebody in it because its memory was used up. */
    public long killedForMemory() {
        return memoryIsBounded ? value("memory.events", "oom_kill ") : 0;
    }

    /** Return how much memory it has in use, where the kernel counts that. */
    public OptionalLong memory() {
        if (!memoryIsBounded) {
            return OptionalLong.empty();
        }
        Optional<String> text = files.read(path + "/memory.current");
        return text.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text.get().strip()));
    }

    private void collect(String directory, int depth, List<Integer> members) {
        Optional<String> text = files.read(directory + "/cgroup.procs");
        if (text.isPresent()) {
            members.addAll(ProcessFiles.numbers(text.get()));
        }
        if (depth > 0 && valueIn(directory, "cgroup.stat", "nr_descendants ") > 0) {
            for (String below : groupsBelow(directory)) {
                collect(below, depth - 1, members);
            }
        }
    }

    private void removeGroupsBelow(String directory, int depth) {
        if (depth == 0) {
            return;
        }
        for (String below : groupsBelow(directory)) {
            removeGroupsBelow(below, depth - 1);
            files.removeDirectory(below);
        }
    }

    private static List<String> groupsBelow(String directory) {
        List<String> groups = new ArrayList<>();
        File[] entries = new File(directory).listFiles(File::isDirectory);
        if (entries != null) {
            for (File entry : entries) {
                groups.add(entry.getPath());
            }
        }
        return groups;
    }

    private static boolean saysPopulated(Optional<String> events) {
        return events.isPresent() && events.get().contains("populated 1");
    }

    private long value(String file, String key) {
        return valueIn(path, file, key);
    }

    private long valueIn(String directory, String file, String key) {
        Optional<String> text = files.read(directory + "/" + file);
        int at = text.isEmpty() ? -1 : text.get().indexOf(key);
        if (at < 0) {
            return 0;
        }
        int end = text.get().indexOf('\n', at);
        return Long.parseLong(
                text.get().substring(at + key.length(), end < 0 ? text.get().length() : end));
    }

    @Override
    public String toString() {
        return path;
    }
}
