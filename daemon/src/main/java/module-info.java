// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The running supervisor of a host. */
@NullMarked
module dev.procmon.daemon {
    requires static transitive org.jspecify;
    requires transitive dev.procmon.config;
    requires transitive dev.procmon.control;
    requires transitive dev.procmon.logs;
    requires transitive dev.procmon.core;
    requires transitive dev.procmon.posix;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires jdk.net;

    exports dev.procmon.daemon.api;
    exports dev.procmon.daemon.events;
    exports dev.procmon.daemon.forward;
    exports dev.procmon.daemon.instance;
    exports dev.procmon.daemon.logs;
    exports dev.procmon.daemon.operations;
    exports dev.procmon.daemon.supervision;

    uses dev.procmon.daemon.forward.CollectorProvider;
}
