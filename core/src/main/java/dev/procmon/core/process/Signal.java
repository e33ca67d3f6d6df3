// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal, by its number on Linux for x86-64 and aarch64 (signal(7)).
 *
 * @param number 1 to 64
 */
public record Signal(int number) {

    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private static final int REAL_TIME_MIN = 34;
    private static final int MAX = 64;

    public static final Signal HUP = new Signal(1);
    public static final Signal INT = new Signal(2);
    public static final Signal QUIT = new Signal(3);
    public static final Signal KILL = new Signal(9);
    public static final Signal USR1 = new Signal(10);
    public static final Signal USR2 = new Signal(12);
    public static final Signal TERM = new Signal(15);
    public static final Signal CONT = new Signal(18);
    public static final Signal STOP = new Signal(19);

    public Signal {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("signal number " + number + " is not between 1 and " + MAX);
        }
    }

    /**
     * Find a signal by name, with or without {@code SIG} and in any case ({@code TERM}, {@code sigterm}, {@code
     * RTMIN+1}), or by number ({@code 15}).
     */
    public static Optional<Signal> of(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        String bare = name.startsWith("SIG") ? name.substring(3) : name;
        int index = NAMES.indexOf(bare);
        if (index >= 0) {
            return Optional.of(new Signal(index + 1));
        }
        if (bare.startsWith("RTMIN")) {
            return number(bare.substring(5).isEmpty() ? "0" : bare.substring(5), REAL_TIME_MIN, REAL_TIME_MIN);
        }
        return number(bare, 0, 1);
    }

    /** Return the name without {@code SIG}: {@code TERM}, {@code RTMIN+1}; the bare number where there is none. */
    public String name() {
        if (number <= NAMES.size()) {
            return NAMES.get(number - 1);
        }
        if (number < REAL_TIME_MIN) {
            return Integer.toString(number);
        }
        return number == REAL_TIME_MIN ? "RTMIN" : "RTMIN+" + (number - REAL_TIME_MIN);
    }

    @Override
    public String toString() {
        return name();
    }

    private static Optional<Signal> number(String digits, int base, int min) {
        try {
            int number = base + Integer.parseInt(digits);
            return number < min || number > MAX ? Optional.empty() : Optional.of(new Signal(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
