// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix;

/** This module cannot work here: another system, another C library, too old a kernel, or native access is refused. */
public final class UnsupportedPlatformException extends PosixException {

    /** Say what is missing and what is supported. */
    public UnsupportedPlatformException(String message) {
        super(message);
    }

    /** Say what is missing and what refused it. */
    public UnsupportedPlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
