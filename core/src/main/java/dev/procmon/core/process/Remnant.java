// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/**
 * A process of a run that is to end and has not.
 *
 * @param pid its pid
 * @param command its arguments or, where it has none, its name, for a person
 * @param state what it is doing, in words, such as {@code sleeping} or {@code stopped} (proc(5))
 */
public record Remnant(long pid, String command, String state) {

    @Override
    public String toString() {
        return pid + " (" + command + ", " + state + ")";
    }
}
