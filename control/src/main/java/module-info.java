// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** What a running supervisor and those who talk to it say to each other, and a client. */
@NullMarked
module dev.procmon.control {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.procmon.control.action;
    exports dev.procmon.control.api;
    exports dev.procmon.control.client;
    exports dev.procmon.control.event;
    exports dev.procmon.control.instance;
    exports dev.procmon.control.json;
    exports dev.procmon.control.output;
    exports dev.procmon.control.plan;
    exports dev.procmon.control.status;
}
