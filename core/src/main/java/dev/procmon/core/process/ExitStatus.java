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

    /**
     * A signal ended the process.
     *
     * @param signal the signal
     * @param cause who sent it, as far as that is known
     */
    record Signaled(Signal signal, Cause cause) implements ExitStatus {
        @Override
        public String describe() {
            return switch (cause) {
                case UNKNOWN -> "killed by " + signal;
                case OUT_OF_MEMORY -> "killed by " + signal + ", for it was out of memory";
            };
        }
    }

    /** Who sent the signal that ended a process. */
    enum Cause {
        /** Anybody. */
        UNKNOWN,
        /** The kernel, because the control group of the process had used up its memory. */
        OUT_OF_MEMORY
    }

    /** Return the exit status of a process that ended by itself. */
    static ExitStatus exited(int code) {
        return new Exited(code);
    }

    /** Return the exit status of a process that was ended by a signal. */
    static ExitStatus signaled(Signal signal) {
        return new Signaled(signal, Cause.UNKNOWN);
    }
}
