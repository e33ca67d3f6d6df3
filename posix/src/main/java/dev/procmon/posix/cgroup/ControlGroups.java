// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Quota;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.KernelFiles;
import dev.procmon.posix.processes.ProcessFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The control groups of one supervisor: a directory of its own below the group that this process is in, and one for each run
 * below that. On the loop thread.
 *
 * <p>No controller is needed for that, so that a hierarchy which offers none will do. The group that this process is in is
 * neither left nor changed, unless a {@link Quota} asks for a controller and it {@linkplain OwnPlace may}.
 */
public final class ControlGroups {

    /** Whether this process may put itself into another group where otherwise no controller can be enabled. */
    public enum OwnPlace {
        /** It stays where its starter has put it. */
        KEPT,
        /** It may go into a group below, if it is alone in its own. */
        MAY_CHANGE
    }

    private static final int NAME_MAX = 64;

    private final KernelFiles files;
    private final String base;
    private final String top;
    private final int ownPid;
    private final OwnPlace place;
    private final List<RunGroup> stuck = new ArrayList<>();
    private Optional<Controllers> controllers = Optional.empty();
    private long made;

    private ControlGroups(KernelFiles files, String base, String top, int ownPid, OwnPlace place) {
        this.files = files;
        this.base = base;
        this.top = top;
        this.ownPid = ownPid;
        this.place = place;
    }

    /** Make the directory of a supervisor; nothing where the host has no control groups that this process may use. */
    public static Optional<ControlGroups> open(Caller caller, int ownPid, OwnPlace place) {
        KernelFiles files = new KernelFiles(caller);
        ProcessFiles processes = new ProcessFiles(caller);
        Optional<String> base = OwnGroup.find(files, processes);
        return base.isEmpty() ? Optional.empty() : openIn(base.get(), files, processes, ownPid, place);
    }

    private static Optional<ControlGroups> openIn(
            String base, KernelFiles files, ProcessFiles processes, int ownPid, OwnPlace place) {
        // Whoever puts a process into a group must be allowed to move it out of the one above.
        if (files.tryToWrite(base + "/cgroup.procs") < 0) {
            return Optional.empty();
        }
        Leftovers leftovers = new Leftovers(files, processes);
        leftovers.removeFrom(base);
        String top = base + "/" + leftovers.newName(ownPid);
        if (files.makeDirectory(top) < 0) {
            return Optional.empty();
        }
        // Below a group whose threads are spread over several ("threaded"), none can take a process.
        if (!files.read(top + "/cgroup.type").orElse("").equals("domain\n")) {
            files.removeDirectory(top);
            return Optional.empty();
        }
        return Optional.of(new ControlGroups(files, base, top, ownPid, place));
    }

    /** Refuse a program that needs a control group where there are none. */
    public static Optional<SpawnFailure> refusal(Program program) {
        Quota quota = program.attributes().quota();
        if (quota.isNone()) {
            return Optional.empty();
        }
        return Optional.of(new SpawnFailure(
                Errno.name(Errno.ENOENT),
                "no control group of version 2 that procmon may write to (cgroups(7)): " + Controllers.firstFile(quota)
                        + " cannot be kept"));
    }

    /** Make a group for a run of a program. */
    public GroupResult make(Program program) {
        Quota quota = program.attributes().quota();
        if (!quota.isNone()) {
            Optional<SpawnFailure> failure = controllers().enable(quota);
            if (failure.isPresent()) {
                return new GroupResult.Refused(failure.get());
            }
        }
        String path = top + "/" + ++made + "-" + plain(program.name().value());
        int result = files.makeDirectory(path);
        if (result < 0) {
            return new GroupResult.Refused(
                    new SpawnFailure(Errno.name(-result), "its control group cannot be made: " + path));
        }
        RunGroup group = new RunGroup(files, path, quota.memoryMax().isPresent());
        if (quota.isNone()) {
            return new GroupResult.Made(group);
        }
        Optional<SpawnFailure> failure = controllers().apply(quota, path);
        if (failure.isPresent()) {
            remove(group);
            return new GroupResult.Refused(failure.get());
        }
        return new GroupResult.Made(group);
    }

    /** Remove a group that nobody lives in. Where the kernel does not allow it yet, it is tried again later. */
    public void remove(RunGroup group) {
        if (!group.remove()) {
            stuck.add(group);
        }
    }

    /** Remove what is empty. Groups in which somebody lives stay. */
    public void close() {
        for (RunGroup group : stuck) {
            group.remove();
        }
        files.removeDirectory(top);
    }

    /** Try again to remove what could not be removed before. */
    public void removeStuck() {
        if (!stuck.isEmpty()) {
            stuck.removeIf(RunGroup::remove);
        }
    }

    /** Return the directory of this supervisor. */
    public String path() {
        return top;
    }

    private Controllers controllers() {
        if (controllers.isEmpty()) {
            controllers = Optional.of(new Controllers(files, List.of(base, top), this::makeRoom));
        }
        return controllers.get();
    }

    /** Go into a group below, so that the one above has no processes of its own, if that helps and is allowed. */
    private void makeRoom() {
        boolean alone = files.read(base + "/cgroup.procs").orElse("").equals(ownPid + "\n");
        if (place == OwnPlace.MAY_CHANGE && alone) {
            String leaf = top + "/supervisor";
            files.makeDirectory(leaf);
            files.write(leaf + "/cgroup.procs", Integer.toString(ownPid));
        }
    }

    /** Keep what is certainly allowed in the name of a directory: it is there for people to read. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && i < NAME_MAX; i++) {
            char next = name.charAt(i);
            boolean letter = next < 128 && Character.isLetterOrDigit(next);
            plain.append(letter || next == '-' || next == '.' ? next : '_');
        }
        return plain.toString();
    }
}
