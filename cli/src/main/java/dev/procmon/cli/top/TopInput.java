// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import dev.procmon.cli.text.JoinedLines;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.Why;

/** What comes in: from the keyboard, and from the supervisor. */
sealed interface TopInput {

    /** A key was pressed. */
    record Pressed(Key key) implements TopInput {}

    /** The programs as they are now. */
    record Looked(ProgramList list) implements TopInput {}

    /** The supervisor does not answer; it is asked again and again. */
    record Lost(String why) implements TopInput {}

    /** What came of a request. */
    record Answered(ActionReport report) implements TopInput {}

    /** Why a program is as it is. */
    record Explained(Why why) implements TopInput {}

    /** A line of the program whose log is followed. */
    record Wrote(JoinedLines.Joined line) implements TopInput {}

    /** A request was refused. */
    record Refused(String why) implements TopInput {}

    /** The size of the terminal has changed: nothing but to draw again. */
    record Resized() implements TopInput {}
}
