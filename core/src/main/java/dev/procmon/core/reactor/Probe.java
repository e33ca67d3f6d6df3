// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

/** A probe that is under way. */
public interface Probe {

    /** End it and close all that it has open: it answers no more. Without effect where it has answered. On the reactor thread. */
    void cancel();
}
