// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

/** What the death of one member of a group means for the others (as in Erlang/OTP). */
public enum Strategy {
    /** Nothing: it is restarted alone. */
    ONE_FOR_ONE,
    /** All others are ended and all are started again, in order. */
    ONE_FOR_ALL,
    /** Those after it in the order of the group are ended and started again with it, in order. */
    REST_FOR_ONE
}
