// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

/** What came is not HTTP, or not such as is understood here. Never leaves the reader. */
final class HttpTrouble extends Exception {

    private static final long serialVersionUID = 1;

    private final String detail;

    HttpTrouble(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    /** Return what it is, for a person. */
    String detail() {
        return detail;
    }
}
