// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program depends on others. Names are those of programs; that of one with replicas stands for all of them.
 *
 * @param needs what must be true of others before it is started; they are started with it
 * @param wants whom it is started after and stopped before, where both are; they may fail or be absent
 */
public record Relations(List<Need> needs, List<ProgramName> wants) {

    /** It depends on nobody. */
    public static final Relations NONE = new Relations(List.of(), List.of());

    public Relations {
        needs = List.copyOf(needs);
        wants = List.copyOf(wants);
    }

    /** Return all that it names. */
    public List<ProgramName> names() {
        if (needs.isEmpty()) {
            return wants;
        }
        List<ProgramName> names = new ArrayList<>(wants);
        for (Need need : needs) {
            names.add(need.on());
        }
        return names;
    }
}
