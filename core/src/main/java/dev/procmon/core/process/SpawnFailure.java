// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/**
 * Why a process could not be spawned. Nothing has run.
 *
 * @param errno the name of the error as errno(3) has it, such as {@code ENOENT}
 * @param detail what was tried and what is wrong with it, for a person: {@code no such file: /usr/bin/nope}
 */
public record SpawnFailure(String errno, String detail) implements Ending {

    @Override
    public String describe() {
        return "cannot be spawned: " + errno + " (" + detail + ")";
    }
}
