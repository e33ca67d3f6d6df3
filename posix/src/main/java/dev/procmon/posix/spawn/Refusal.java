// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

/**
 * Why there is no child, as the spawner thread saw it; put in words elsewhere.
 *
 * @param step what was being done
 * @param errno the error number
 * @param file what there is under the path that was to be executed
 */
record Refusal(Step step, int errno, FileFacts file) {

    /** What is done to spawn a child, in this order. */
    enum Step {
        DESCRIPTORS,
        GROUPS,
        GROUP,
        USER,
        DIRECTORY,
        SEARCH,
        EXECUTE,
        STOPPED
    }

    static Refusal at(Step step, int errno) {
        return new Refusal(step, errno, FileFacts.NONE);
    }
}
