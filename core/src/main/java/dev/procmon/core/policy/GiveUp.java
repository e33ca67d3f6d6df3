// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

/**
 * When to give a program up, and what to do then. Without one it is never given up.
 *
 * @param intensity more restarts than this are too many
 * @param then what to do
 */
public record GiveUp(RestartIntensity intensity, Then then) {

    /** What follows when a program or a group is given up. */
    public sealed interface Then {}

    /** It stays failed until somebody starts it. */
    public record StayFailed() implements Then {}

    /** Its group fails with it, and what that means is the group's to say; without a group it stays failed. */
    public record FailGroup() implements Then {}

    /**
     * The supervisor stops all programs and ends.
     *
     * @param code its exit code, 0 to 255
     */
    public record Exit(int code) implements Then {
        public Exit {
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("exit code " + code + " is not between 0 and 255");
            }
        }
    }
}
