// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

/**
 * Why there is no child, as the spawner thread saw it; put in words elsewhere.
 *
 * @param step what was being done
 * @param errno the error number
 * @param subject the number of that which the step is about, where there are several: a resource, a descriptor
 * @param file what there is under the path that was to be executed
 */
record Refusal(Step step, int errno, int subject, FileFacts file) {

    /** What is done to spawn a child, in this order: the first and the last ones here, the others by the child itself. */
    enum Step {
        /** Open its standard streams, and hand its descriptors over. */
        DESCRIPTORS,
        /** Make a process. */
        PROCESS,
        CONTROL_GROUP,
        SESSION,
        OUT_OF_MEMORY_SCORE,
        STANDARD_STREAMS,
        /** Have a descriptor that is passed under its number. */
        PASS,
        FILE_MASK,
        NICE,
        PROCESSORS,
        LIMIT,
        GROUPS,
        GROUP,
        USER,
        NO_NEW_PRIVILEGES,
        DIRECTORY,
        SIGNALS,
        SEARCH,
        EXECUTE,
        STOPPED
    }

    static Refusal at(Step step, int errno) {
        return at(step, errno, 0);
    }

    static Refusal at(Step step, int errno, int subject) {
        return new Refusal(step, errno, subject, FileFacts.NONE);
    }
}
