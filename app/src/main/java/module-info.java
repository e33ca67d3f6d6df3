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
    requires jdk.unsupported;
}
