// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** What a running supervisor and those who talk to it say to each other, and a client. */
@NullMarked
module dev.procmon.control {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.procmon.control.event;
}
