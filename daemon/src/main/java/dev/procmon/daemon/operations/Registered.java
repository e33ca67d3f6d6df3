// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ProgramInstance;
import dev.procmon.core.order.Relations;
import dev.procmon.core.program.ProgramName;

/**
 * What is registered under the name of a child.
 *
 * @param instance what it is made of
 * @param relations how it depends on others
 */
public record Registered(ProgramInstance instance, Relations relations) {

    ProgramName name() {
        return instance.program().name();
    }
}
