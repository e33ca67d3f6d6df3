// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The {@code procmon} executable, where everything is put together. */
@NullMarked
module dev.procmon.app {
    requires static transitive org.jspecify;
    requires dev.procmon.cli;
    requires dev.procmon.config;
    requires dev.procmon.control;
    requires dev.procmon.core;
    requires dev.procmon.daemon;
    requires dev.procmon.posix;
    // Not used here: what is loaded later to talk to collectors finds only what is in the graph from the start.
    requires java.logging;
    requires java.net.http;
    requires jdk.unsupported;
}
