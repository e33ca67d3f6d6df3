// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** Makes Netty small: no pools of buffers, no hunt for leaks, nothing by sun.misc.Unsafe. What is set already stays. */
final class NettySettings {

    private NettySettings() {}

    /** Set it, before any class of Netty is used. */
    static void apply() {
        set("io.netty.allocator.type", "unpooled");
        set("io.netty.noPreferDirect", "true");
        set("io.netty.noUnsafe", "true");
        set("io.netty.leakDetection.level", "disabled");
        set("io.netty.recycler.maxCapacityPerThread", "0");
        set("io.netty.eventLoopThreads", "1");
        // Else it looks for both, over all interfaces of the network, to make names of connections that nobody reads.
        set("io.netty.processId", Long.toString(ProcessHandle.current().pid()));
        set("io.netty.machineId", "00:00:00:00:00:01");
        set("io.netty.globalEventExecutor.quietPeriodSeconds", "1");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
