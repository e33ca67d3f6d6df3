// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

/**
 * With what the executable ends. The help texts list these numbers; they do not change their meaning.
 *
 * @param number 0 to 255
 */
public record ExitCode(int number) {

    /** All went well, or everything was stopped as asked for. */
    public static final ExitCode OK = new ExitCode(0);

    /** Not as asked for: a program has failed, a reload stopped half way, a wait took too long, or not all have ended with success. */
    public static final ExitCode FAILED = new ExitCode(1);

    /** The command line or the configuration is wrong. Nothing was done. */
    public static final ExitCode USAGE = new ExitCode(2);

    /** No supervisor is running. */
    public static final ExitCode NOT_RUNNING = new ExitCode(3);

    /** One may not do that. */
    public static final ExitCode FORBIDDEN = new ExitCode(4);

    /** This host cannot do it: another system, or native access is refused. */
    public static final ExitCode UNSUPPORTED = new ExitCode(69);

    /** A fault of procmon itself. */
    public static final ExitCode INTERNAL = new ExitCode(70);
}
