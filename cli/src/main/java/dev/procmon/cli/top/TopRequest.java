// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.control.action.Action;

/** What has to be done because of what came in. */
sealed interface TopRequest {

    /** Ask for something about a program. */
    record Act(Action action, String program) implements TopRequest {}

    /** Ask why a program is as it is. */
    record AskWhy(String program) implements TopRequest {}

    /** Follow the log of a program. */
    record FollowLog(String program) implements TopRequest {}

    /** Follow it no more. */
    record EndLog() implements TopRequest {}

    /** End. */
    record Quit() implements TopRequest {}
}
