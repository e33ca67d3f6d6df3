// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** Decides who is listened to on one connection. */
@FunctionalInterface
interface Access {

    /** Decide upon a request. */
    Admission admit(Request request);
}
