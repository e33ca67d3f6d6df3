// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Memory of a process in KiB. {@code proportional} is the kernel's PSS, where a page shared by n processes counts 1/n to each, but for
 * the files of the JDK that runs this program: their pages count in full, or this program would pay for half of the memory of every
 * Java supervisor that it measures.
 */
public record Memory(long proportional, long resident) {
    static final Memory NONE = new Memory(0, 0);

    private static final String JDK = System.getProperty("java.home");

    Memory plus(Memory other) {
        return new Memory(proportional + other.proportional, resident + other.resident);
    }

    /** Of the process with this directory below /proc; nothing where it has ended. */
    public static Memory of(Path process) throws IOException {
        var memory = NONE;
        var ofJdk = false;
        for (var line : Footprint.read(process.resolve("smaps")).split("\n", -1)) {
            if (line.startsWith("Rss:")) {
                memory = memory.plus(new Memory(ofJdk ? kibibytes(line) : 0, kibibytes(line)));
            } else if (line.startsWith("Pss:")) {
                memory = memory.plus(new Memory(ofJdk ? 0 : kibibytes(line), 0));
            } else if (!line.isEmpty() && !Character.isUpperCase(line.charAt(0))) {
                ofJdk = line.contains(" " + JDK + "/");
            }
        }
        return memory;
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
