// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

/** Is told of every transition, on the reactor thread, in order. What it throws is logged and changes nothing. */
@FunctionalInterface
public interface TransitionListener {

    /** A child went from one state to another. */
    void transitioned(ChildTransition transition);
}
