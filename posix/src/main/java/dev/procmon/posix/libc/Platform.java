// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import dev.procmon.posix.UnsupportedPlatformException;

/** Whether this module can work here, and what differs between the two processors that it knows. */
public final class Platform {

    static final String SUPPORTED = "supported are x86-64 and aarch64, Linux 5.11 or newer, and glibc 2.34 or newer";

    static final boolean X86_64 = "amd64".equals(System.getProperty("os.arch"));

    private Platform() {}

    /** Refuse a platform by its name. Loads no native code. */
    public static void check() {
        check(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static void check(String system, String processor) {
        if (!system.equals("Linux") || !(processor.equals("amd64") || processor.equals("aarch64"))) {
            throw new UnsupportedPlatformException(
                    "procmon's POSIX reactor does not run on " + system + " for " + processor + "; " + SUPPORTED);
        }
    }

    /** Link, and refuse a C library that is not glibc or is too old. A later call finds all done. */
    static void link() {
        try {
            require(Libc.has("gnu_get_libc_version"), "the C library is not glibc (musl?)");
            require(Libc.has("close_range"), "glibc is too old");
        } catch (ExceptionInInitializerError failed) {
            if (failed.getCause() instanceof UnsupportedPlatformException refused) {
                throw refused;
            }
            throw failed;
        } catch (NoClassDefFoundError failedBefore) {
            throw new UnsupportedPlatformException("native code could not be linked; " + SUPPORTED, failedBefore);
        }
    }

    private static void require(boolean there, String otherwise) {
        if (!there) {
            throw new UnsupportedPlatformException(otherwise + "; " + SUPPORTED);
        }
    }
}
