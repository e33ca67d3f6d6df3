// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

/** The tables of the file whose keys are known. */
enum Section {
    FILE("", "the file"),
    PROGRAM("", "[program.NAME]"),
    BACKOFF("backoff.", "backoff"),
    STOP("stop.", "stop"),
    LOG("log.", "log");

    private final String prefix;
    private final String title;

    Section(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** Return what its keys begin with when they are named from the table of a program. */
    String prefix() {
        return prefix;
    }

    /** Return its name, for a message. */
    String title() {
        return title;
    }

    /** Tell whether its keys belong to a program. */
    boolean isOfProgram() {
        return this != FILE;
    }
}
