// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Resource;
import dev.procmon.posix.libc.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Says in a sentence why there is no child: what was tried, and what is wrong with it. */
final class FailureText {

    private final SpawnOrder order;
    private final int errno;
    private final int subject;

    private FailureText(SpawnOrder order, Refusal refusal) {
        this.order = order;
        this.errno = refusal.errno();
        this.subject = refusal.subject();
    }

    static SpawnFailure of(SpawnOrder order, Refusal refusal) {
        return new SpawnFailure(Errno.name(refusal.errno()), new FailureText(order, refusal).detail(refusal));
    }

    private String detail(Refusal refusal) {
        return switch (refusal.step()) {
            case DESCRIPTORS -> descriptors();
            case PROCESS -> process();
            case CONTROL_GROUP -> controlGroup();
            case SESSION, SIGNALS -> "the process could not be set up";
            case OUT_OF_MEMORY_SCORE -> score();
            case STANDARD_STREAMS -> "standard input, output and error could not be set up: is there a /dev/null?";
            case PASS -> "descriptor " + subject + " could not be given: see the limit of open files (ulimit -n)";
            case FILE_MASK -> "cannot set the umask";
            case NICE -> nice();
            case PROCESSORS -> processors();
            case LIMIT -> limit();
            case GROUPS, GROUP, USER -> identity();
            case NO_NEW_PRIVILEGES -> "the kernel knows no no-new-privileges";
            case DIRECTORY -> directory();
            case SEARCH -> search();
            case EXECUTE -> new ExecuteText(order, errno, refusal.file()).detail();
            case STOPPED -> "the spawner thread has ended before the turn of this program";
        };
    }

    private String descriptors() {
        return switch (errno) {
            case Errno.EMFILE -> "the supervisor has too many open files: see its limit on them (ulimit -n)";
            case Errno.ENFILE -> "the host has too many open files";
            default ->
                switch (order.stdio()) {
                    case CAPTURED, MERGED -> "no pipes for the output of the program";
                    case DISCARDED -> "/dev/null cannot be opened for the output of the program";
                    case INHERITED -> "the supervisor has no standard output or error that the program could have too";
                    case TERMINAL ->
                        "no terminal for the program: see /dev/ptmx, and how many there may be (/proc/sys/kernel/pty/max)";
                };
        };
    }

    private String process() {
        return switch (errno) {
            case Errno.EAGAIN -> "no more processes or threads are allowed at present";
            case Errno.ENOMEM -> "there is not enough memory for another process";
            default -> "no process could be made";
        };
    }

    private String controlGroup() {
        String name = text(order.controlGroup().orElse(new byte[0]));
        return switch (errno) {
            case Errno.ENOENT, Errno.ENODEV -> "no such control group: " + name;
            case Errno.EACCES -> "the supervisor may not put a process into the control group " + name;
            case Errno.EBUSY -> "the control group hands controllers on and so has no processes of its own: " + name;
            case Errno.EOPNOTSUPP -> "the control group is of a kind that takes no processes: " + name;
            default -> "cannot be put into the control group " + name;
        };
    }

    private String score() {
        String score =
                "out-of-memory score " + order.attributes().outOfMemoryScore().orElse(0);
        return errno == Errno.EACCES
                ? score + ": below the supervisor's own takes CAP_SYS_RESOURCE, which root in a container may lack"
                : "cannot set " + score + " (/proc/self/oom_score_adj)";
    }

    private String nice() {
        String nice = "nice " + order.attributes().nice().orElse(0);
        return errno == Errno.EACCES || errno == Errno.EPERM
                ? nice + ": below the supervisor's own takes root, or a greater limit of niceness (ulimit -e)"
                : "cannot set " + nice;
    }

    private String processors() {
        String processors = new TreeSet<>(order.attributes().processors()).toString();
        return errno == Errno.EINVAL
                ? "none of the processors " + processors + " is there for the supervisor"
                : "cannot be bound to the processors " + processors;
    }

    private String limit() {
        String name = resource();
        return errno == Errno.EPERM
                ? "limit of " + name + ": above the supervisor's own hard limit takes CAP_SYS_RESOURCE, which root in a"
                        + " container may lack"
                : "cannot set the limit of " + name;
    }

    private String resource() {
        for (Resource each : Resource.values()) {
            if (each.number() == subject) {
                return each.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }
        }
        return "resource " + subject;
    }

    private String identity() {
        Credentials wanted = order.credentials();
        StringJoiner who = new StringJoiner(", ");
        if (wanted.user() != Credentials.UNCHANGED) {
            who.add("user " + Integer.toUnsignedString(wanted.user()));
        }
        if (wanted.group() != Credentials.UNCHANGED) {
            who.add("group " + Integer.toUnsignedString(wanted.group()));
        }
        if (wanted.groups() == Credentials.Groups.EXACT) {
            who.add("other supplementary groups");
        }
        return errno == Errno.EPERM
                ? "the supervisor is not root and cannot run a program as " + who
                : "cannot run a program as " + who;
    }

    private String directory() {
        String name = directoryName();
        return switch (errno) {
            case Errno.ENOENT -> "no such working directory: " + name;
            case Errno.ENOTDIR -> "the working directory is not a directory: " + name;
            case Errno.EACCES -> "the working directory may not be entered by the user of the program: " + name;
            default -> "cannot enter the working directory: " + name;
        };
    }

    private String search() {
        String name = text(order.executable());
        if (name.isEmpty()) {
            return "the command is an empty string";
        }
        return errno == Errno.EACCES
                ? "command is there, but may not be executed: " + name + " (in PATH: " + searched() + ")"
                : "no such command: " + name + " (looked for in PATH: " + searched() + ")";
    }

    private String searched() {
        StringJoiner path = new StringJoiner(":");
        for (byte[] directory : order.path()) {
            path.add(text(directory));
        }
        return path.toString();
    }

    private String directoryName() {
        return directoryName(order);
    }

    static String directoryName(SpawnOrder order) {
        return text(order.directory().orElse(new byte[0]));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
