// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/** The display of this process, as its environment and {@code /proc} tell of it. */
public final class TerminalDisplay implements Display {

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");
    private static final int COLUMNS_DEFAULT = 80;

    private final Map<String, String> environment;
    private final IntSupplier ofKernel;

    /**
     * Make it.
     *
     * @param environment the environment of this process
     * @param ofKernel asks the kernel how many columns there are, where {@code COLUMNS} does not say it; 0 where it does not know
     */
    public TerminalDisplay(Map<String, String> environment, IntSupplier ofKernel) {
        this.environment = Map.copyOf(environment);
        this.ofKernel = ofKernel;
    }

    /** By its name, for what the C library has for this is not worth the wait for native calls. */
    @Override
    public boolean isTerminal() {
        try {
            String name = Files.readSymbolicLink(DESCRIPTOR).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    @Override
    public boolean wantsColours() {
        String term = environment.getOrDefault("TERM", "dumb");
        return !term.equals("dumb") && environment.getOrDefault("NO_COLOR", "").isEmpty() && isTerminal();
    }

    @Override
    public int columns() {
        int given = number(environment.getOrDefault("COLUMNS", ""));
        int columns = given > 0 ? given : ofKernel.getAsInt();
        return columns > 0 ? columns : COLUMNS_DEFAULT;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
