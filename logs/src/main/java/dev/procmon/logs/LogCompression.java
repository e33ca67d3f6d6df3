// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/** How a file is compressed. */
public enum LogCompression {
    /** Not at all. */
    NONE(""),
    /** gzip, RFC 1952. */
    GZIP(".gz"),
    /** Zstandard, RFC 8878. */
    ZSTD(".zst");

    private final String suffix;

    LogCompression(String suffix) {
        this.suffix = suffix;
    }

    /** Return what is added to the name of a file that is compressed so, such as {@code .gz}. */
    public String suffix() {
        return suffix;
    }

    /** Return how a file of this name is compressed. */
    static LogCompression of(String name) {
        if (name.endsWith(GZIP.suffix)) {
            return GZIP;
        }
        return name.endsWith(ZSTD.suffix) ? ZSTD : NONE;
    }

    /** Return the name without what this adds to it. */
    String cutFrom(String name) {
        return name.substring(0, name.length() - suffix.length());
    }
}
