// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

/**
 * What there is under the path of an executable, seen as the child would see it.
 *
 * @param kind what it is
 * @param path the path
 * @param interpreter what runs it: named in the first line of a script, or the loader of a binary; empty if there is none
 * @param interpreterErrno why that cannot be executed; 0 if it can
 */
record FileFacts(Kind kind, String path, String interpreter, int interpreterErrno) {

    static final FileFacts NONE = new FileFacts(Kind.ABSENT, "", "", 0);

    /** What there is under a path. */
    enum Kind {
        /** Nothing, or it cannot be seen. */
        ABSENT,
        DIRECTORY,
        /** A device, pipe or socket. */
        SPECIAL,
        /** A file that the child may not execute. */
        NOT_EXECUTABLE,
        /** A file that the child may execute but not read. */
        UNREADABLE,
        SCRIPT,
        BINARY,
        /** A file that is neither a script nor a binary. */
        OTHER
    }

    /** Tell whether it is a file that the child may execute, as far as the file itself goes. */
    boolean isExecutable() {
        return switch (kind) {
            case SCRIPT, BINARY, OTHER, UNREADABLE -> true;
            case ABSENT, DIRECTORY, SPECIAL, NOT_EXECUTABLE -> false;
        };
    }

    static FileFacts of(Kind kind, String path) {
        return new FileFacts(kind, path, "", 0);
    }
}
