// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a supervisor costs at one moment, with its helper processes and without the programs: memory, threads, and what each thread
 * has used so far.
 */
record Footprint(Memory memory, int processes, Map<Path, Usage> threads) {
    private static final Path PROC = Path.of("/proc");

    /** Of one thread: nanoseconds on a processor, and context switches. */
    record Usage(long cpu, long switches) {
        Usage plus(Usage other) {
            return new Usage(cpu + other.cpu, switches + other.switches);
        }

        Usage minus(Usage other) {
            return new Usage(cpu - other.cpu, switches - other.switches);
        }
    }

    private static final Usage NONE = new Usage(0, 0);

    static Footprint ofDescendants(long ancestor, String probe) throws IOException {
        var memory = Memory.NONE;
        var threads = new HashMap<Path, Usage>();
        var processes = helpers(ancestor, probe);
        for (var process : processes) {
            memory = memory.plus(Memory.of(process));
            for (var thread : list(process.resolve("task"))) {
                threads.put(thread, usage(thread));
            }
        }
        return new Footprint(memory, processes.size(), threads);
    }

    /** What the threads of this moment have used since; a thread that ended in between is left out. */
    Usage since(Footprint earlier) {
        return threads.entrySet().stream()
                .map(entry -> entry.getValue().minus(earlier.threads.getOrDefault(entry.getKey(), NONE)))
                .reduce(NONE, Usage::plus);
    }

    private static List<Path> helpers(long ancestor, String probe) throws IOException {
        var children = new HashMap<Long, List<Path>>();
        for (var process : list(PROC)) {
            var stat = read(process.resolve("stat"));
            if (!stat.isEmpty()) {
                var parent =
                        Long.parseLong(stat.substring(stat.lastIndexOf(')') + 4).split(" ", 2)[0]);
                children.computeIfAbsent(parent, pid -> new ArrayList<>()).add(process);
            }
        }
        var helpers = new ArrayList<Path>();
        var waiting = new ArrayList<>(children.getOrDefault(ancestor, List.of()));
        while (!waiting.isEmpty()) {
            var process = waiting.removeLast();
            if (!read(process.resolve("cmdline")).startsWith(probe + "\0")) {
                helpers.add(process);
                waiting.addAll(children.getOrDefault(
                        Long.parseLong(process.getFileName().toString()), List.of()));
            }
        }
        return helpers;
    }

    /** The arguments, each ended by a NUL; nothing when there is no such process. */
    static String commandLine(long pid) {
        try {
            return read(PROC.resolve(Long.toString(pid)).resolve("cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static Usage usage(Path thread) throws IOException {
        var schedstat = read(thread.resolve("schedstat")).split(" ", 2)[0];
        var switches = read(thread.resolve("status"))
                .lines()
                .filter(line -> line.contains("ctxt_switches:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
        return new Usage(schedstat.isEmpty() ? 0 : Long.parseLong(schedstat), switches);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of(); // ended meanwhile
        }
    }

    /** The file's text, or nothing when its process has ended meanwhile. */
    static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if ("No such process".equals(e.getMessage())) {
                return "";
            }
            throw e;
        }
    }
}
