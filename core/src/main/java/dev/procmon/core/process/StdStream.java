// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/** A stream into which a program writes. */
public enum StdStream {
    /** Descriptor 1. */
    STDOUT,
    /** Descriptor 2. */
    STDERR
}
