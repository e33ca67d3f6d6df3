// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app;

import java.io.PrintStream;

/** Says in one line that something failed that must not; the stack trace is for those who ask for it. */
final class Faults implements Thread.UncaughtExceptionHandler {

    private static final String TRACE = "PROCMON_TRACE";

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        report(fault, System.err);
    }

    static void report(Throwable fault, PrintStream errors) {
        boolean trace = "1".equals(System.getenv(TRACE));
        String message = String.valueOf(fault.getMessage()).replace('\n', ' ');
        errors.println("procmon: internal error: " + fault.getClass().getSimpleName() + ": " + message
                + (trace ? "" : " (set " + TRACE + "=1 for the stack trace)"));
        if (trace) {
            fault.printStackTrace(errors);
        }
    }
}
