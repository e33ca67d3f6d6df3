// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/** How a process ended, as wait(2) tells: an exit by KILL and {@code exit 137} are two different things here. */
public sealed interface ExitStatus extends Ending {

    /**
     * The process ended by itself.
     *
     * @param code 0 to 255
     */
    record Exited(int code) implements ExitStatus {
        public Exited {
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("exit code " + code + " is not between 0 and 255");
            }
        }

        @Override
        public String describe() {
            return "exited with " + code;
        }
    }

    /** A signal ended the process. */
    record Signaled(Signal signal) implements ExitStatus {
        @Override
        public String describe() {
            return "killed by " + signal;
        }
    }

    /** Return the exit status of a process that ended by itself. */
    static ExitStatus exited(int code) {
        return new Exited(code);
    }

    /** Return the exit status of a process that was ended by a signal. */
    static ExitStatus signaled(Signal signal) {
        return new Signaled(signal);
    }
}
