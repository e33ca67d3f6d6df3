// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.background;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * This program, started once more with other arguments: the same Java with the same flags, without input. It inherits a pipe as its
 * standard output and error; it says there what is wrong until it is in control, then {@link #IN_CONTROL}, and lets the pipe go.
 */
public final class Relaunch {

    /** The last line of one that has come up: from here on it can be asked. */
    public static final String IN_CONTROL = "procmon is in control";

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final String CACHE_OUTPUT = "-XX:AOTCacheOutput=";
    private static final Path EXECUTABLE = Path.of("/proc/self/exe");

    private Relaunch() {}

    /** How it went. */
    public sealed interface Result {

        /** It is in control, and lives on. */
        record InControl(long pid) implements Result {}

        /**
         * It has ended before that.
         *
         * @param said what it said, line by line
         */
        record Ended(int code, List<String> said) implements Result {}
    }

    /**
     * Start it, and wait until it is in control or has ended.
     *
     * @param own how many arguments of the command line of this process are our own, the last ones
     * @param arguments what it is given in their place
     * @throws IOException where it cannot be started
     */
    public static Result start(int own, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(java(own));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Optional<String> line = Optional.ofNullable(lines.readLine());
            while (line.isPresent() && !line.get().equals(IN_CONTROL)) {
                said.add(line.get());
                line = Optional.ofNullable(lines.readLine());
            }
            if (line.isPresent()) {
                return new Result.InControl(process.pid());
            }
        }
        return new Result.Ended(code(process), said);
    }

    /** Return the command line of this process up to our own arguments, with the executable in full. */
    private static List<String> java(int own) throws IOException {
        String[] words = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8).split("\0", -1);
        // Behind the last NUL there is nothing.
        List<String> java = new ArrayList<>(List.of(words).subList(0, words.length - 1 - own));
        java.set(0, Files.readSymbolicLink(EXECUTABLE).toString());
        // Two that write one start-up cache would spoil it.
        java.removeIf(word -> word.startsWith(CACHE_OUTPUT));
        return java;
    }

    private static int code(Process process) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
