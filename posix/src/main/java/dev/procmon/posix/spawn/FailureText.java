// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.posix.libc.Errno;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Says in a sentence why there is no child: what was tried, and what is wrong with it. */
final class FailureText {

    private final SpawnOrder order;
    private final int errno;
    private final FileFacts file;

    private FailureText(SpawnOrder order, Refusal refusal) {
        this.order = order;
        this.errno = refusal.errno();
        this.file = refusal.file();
    }

    static SpawnFailure of(SpawnOrder order, Refusal refusal) {
        return new SpawnFailure(Errno.name(refusal.errno()), new FailureText(order, refusal).detail(refusal.step()));
    }

    private String detail(Refusal.Step step) {
        return switch (step) {
            case DESCRIPTORS -> descriptors();
            case GROUPS, GROUP, USER -> identity();
            case DIRECTORY -> directory();
            case SEARCH -> search();
            case EXECUTE -> execute();
            case STOPPED -> "the spawner thread has ended before the turn of this program";
        };
    }

    private String descriptors() {
        return switch (errno) {
            case Errno.EMFILE -> "the supervisor has too many open files: see its limit on them (ulimit -n)";
            case Errno.ENFILE -> "the host has too many open files";
            default -> "no pipes for the output of the program";
        };
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

    private String execute() {
        return switch (errno) {
            case Errno.ENOENT -> missing();
            case Errno.EACCES -> denied();
            case Errno.ENOEXEC -> notExecutable();
            case Errno.ENOTDIR -> "a part of the path is not a directory: " + path();
            case Errno.E2BIG -> "arguments and environment are too long for the kernel: " + size() + " bytes";
            case Errno.EAGAIN -> "no more processes or threads are allowed at present";
            case Errno.ENOMEM -> "there is not enough memory for another process";
            case Errno.ETXTBSY -> "the file is being written: " + path();
            case Errno.ENAMETOOLONG -> "the path is too long: " + path();
            case Errno.ELOOP -> "too many symbolic links, or too many scripts that run scripts: " + path();
            default -> "cannot be executed: " + path();
        };
    }

    private String missing() {
        if (!file.interpreter().isEmpty() && file.interpreterErrno() != 0) {
            return file.kind() == FileFacts.Kind.SCRIPT
                    ? "no such interpreter: " + file.interpreter() + ", which the first line of " + path() + " names"
                    : "no such loader: " + file.interpreter() + ", which the program needs: " + path();
        }
        return "no such file: " + path();
    }

    private String denied() {
        return switch (file.kind()) {
            case DIRECTORY -> "is a directory: " + path();
            case SPECIAL -> "is not a regular file: " + path();
            case NOT_EXECUTABLE -> "may not be executed: " + path();
            case ABSENT -> "a directory on the way may not be searched: " + path();
            case SCRIPT, BINARY, OTHER, UNREADABLE ->
                file.interpreterErrno() == 0
                        ? "may not be executed, or its file system is mounted noexec: " + path()
                        : "may not be executed: " + file.interpreter() + ", which " + path() + " needs";
        };
    }

    private String notExecutable() {
        return file.kind() == FileFacts.Kind.BINARY
                ? "is a program for another kind of machine: " + path()
                : "is neither a program for this machine nor a script that begins with #!: " + path();
    }

    private String path() {
        String path = file.path();
        boolean relative = !path.startsWith("/") && order.directory().isPresent();
        return relative ? path + " (from the working directory " + directoryName() + ")" : path;
    }

    private String searched() {
        StringJoiner path = new StringJoiner(":");
        for (byte[] directory : order.path()) {
            path.add(text(directory));
        }
        return path.toString();
    }

    private String directoryName() {
        return text(order.directory().orElse(new byte[0]));
    }

    private long size() {
        long size = 0;
        for (byte[] argument : order.arguments()) {
            size += argument.length + 1;
        }
        for (byte[] variable : order.environment()) {
            size += variable.length + 1;
        }
        return size;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
