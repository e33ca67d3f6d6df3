// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The running supervisor of a host. */
@NullMarked
module dev.procmon.daemon {
    requires static transitive org.jspecify;
    requires transitive dev.procmon.config;
    requires transitive dev.procmon.control;
    requires transitive dev.procmon.core;
    requires transitive dev.procmon.posix;

    exports dev.procmon.daemon.api;
    exports dev.procmon.daemon.events;
    exports dev.procmon.daemon.logs;
}
