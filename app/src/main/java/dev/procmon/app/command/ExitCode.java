// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

/** With what the executable ends. The help texts list these numbers; they do not change their meaning. */
public enum ExitCode {
    /** All went well, or everything was stopped as asked for. */
    OK(0),
    /** All programs have ended and not all with success, or some could not be ended. */
    FAILED(1),
    /** The command line or the configuration is wrong. Nothing was started. */
    USAGE(2),
    /** This host cannot do it: another system, or native access is refused. */
    UNSUPPORTED(69),
    /** A fault of procmon itself. */
    INTERNAL(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Return the number. */
    public int number() {
        return number;
    }
}
