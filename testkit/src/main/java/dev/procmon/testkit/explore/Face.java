// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import java.util.List;

/** A monitor as the explorer uses it: the operations that it has, and what it shows. */
interface Face {

    /** Perform an operation. Return false where this face does not have it, or not at this moment. */
    boolean perform(Move.Kind operation, Program program);

    /** Return all children, departing ones too. */
    List<ChildView> children();

    /** Return what is wanted of a child as the operations so far have said it, apart from what the monitor believes. */
    Wanted wanted(Program program);

    /** Return a program as it is registered now under its name, which an update changes. */
    default Program registered(Program program) {
        return program;
    }

    /** Return how the children are treated. */
    Policy policy();
}
