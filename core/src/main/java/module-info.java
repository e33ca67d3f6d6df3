// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * Pure decisions about supervised programs, and the monitor that carries them out through a {@link
 * dev.procmon.core.reactor.Reactor}. Needs nothing but {@code java.base}.
 */
@NullMarked
module dev.procmon.core {
    requires static transitive org.jspecify;

    exports dev.procmon.core.time;
    exports dev.procmon.core.process;
    exports dev.procmon.core.program;
    exports dev.procmon.core.policy;
    exports dev.procmon.core.health;
    exports dev.procmon.core.lifecycle;
    exports dev.procmon.core.order;
    exports dev.procmon.core.output;
    exports dev.procmon.core.reactor;
    exports dev.procmon.core.monitor;
}
