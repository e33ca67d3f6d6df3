// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

/**
 * How a program stands, as far as it matters to others.
 *
 * @param started whether its process exists, or has existed and ended with success
 * @param ready whether it runs and is ready
 * @param completed whether its last run has ended with success
 * @param coming whether it is on its way up
 * @param backingOff whether it is on its way up after a death
 */
public record Standing(boolean started, boolean ready, boolean completed, boolean coming, boolean backingOff) {

    /** Tell whether a condition is met. */
    public boolean meets(Condition condition) {
        return switch (condition) {
            case STARTED -> started;
            case READY -> ready;
            case COMPLETED -> completed;
        };
    }
}
