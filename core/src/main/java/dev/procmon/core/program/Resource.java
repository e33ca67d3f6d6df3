// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

/** A resource that setrlimit(2) bounds, by its number on Linux for x86-64 and aarch64. */
public enum Resource {
    CPU(0),
    FILE_SIZE(1),
    DATA(2),
    STACK(3),
    CORE(4),
    PROCESSES(6),
    OPEN_FILES(7),
    LOCKED_MEMORY(8),
    ADDRESS_SPACE(9);

    private final int number;

    Resource(int number) {
        this.number = number;
    }

    /** Return its number, as the kernel knows it. */
    public int number() {
        return number;
    }
}
