// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

/** How supervision in the foreground came to its end. */
public sealed interface Outcome {

    /** Everything was stopped because somebody asked for it, or all programs have ended with success. */
    record Clean() implements Outcome {}

    /** All programs have ended, and not all of them with success; or those that have not wait for what will never come. */
    record Failed() implements Outcome {}

    /** Somebody asked for the end although there are programs left that cannot be killed. */
    record LeftBehind() implements Outcome {}

    /** Everything was stopped because the policy of a program or group says so, with an exit code. */
    record GivenUp(int code) implements Outcome {}
}
