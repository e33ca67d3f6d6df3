// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import dev.procmon.cli.command.Display;
import java.util.Map;

/** Standard output of this process. Its width comes from COLUMNS, or from the launcher, for asking the kernel takes native calls. */
public record TerminalDisplay(Map<String, String> environment) implements Display {

    private static final int USUAL = 80;
    private static final String FROM_LAUNCHER = "procmon.columns";

    @Override
    public boolean isTerminal() {
        return StandardOutput.isTerminal();
    }

    @Override
    public boolean wantsColours() {
        return StandardOutput.wantsColours(environment);
    }

    @Override
    public int columns() {
        int given = number(environment.getOrDefault("COLUMNS", ""));
        int measured = number(System.getProperty(FROM_LAUNCHER, ""));
        return given > 0 ? given : measured > 0 ? measured : USUAL;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
