// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/** How output is written into a file. */
public enum LogFormat {
    /** Lines of the Container Runtime Interface: time, stream, tags, text. */
    LINES,
    /** One JSON object for each line. */
    JSON,
    /** As it was written. */
    RAW
}
