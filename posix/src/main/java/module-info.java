// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * The reactor on Linux system calls, by the foreign function interface. Runs on x86-64 and aarch64 with glibc. Only {@code
 * dev.procmon.posix.libc} touches native code; start Java with {@code --enable-native-access=dev.procmon.posix}.
 */
@NullMarked
module dev.procmon.posix {
    requires static transitive org.jspecify;
    requires transitive dev.procmon.core;

    exports dev.procmon.posix;
    exports dev.procmon.posix.accounts;
    exports dev.procmon.posix.loop;
    exports dev.procmon.posix.output;
    exports dev.procmon.posix.service;
    exports dev.procmon.posix.usage;
}
