// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

/** Is told when there is something to be read. */
interface Ready {

    /** Read some of it: a bounded amount, for there may be more all the time. */
    void ready();
}
