// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.foreground;

import java.util.function.IntSupplier;

/**
 * How wide the terminal is, as the launcher has measured it: asking the kernel from here takes native calls, and these take long when
 * they are the first. 0 where it has not.
 */
public final class LauncherColumns implements IntSupplier {

    /** There is but one launcher. */
    public static final LauncherColumns INSTANCE = new LauncherColumns();

    private static final String PROPERTY = "procmon.columns";

    private LauncherColumns() {}

    @Override
    public int getAsInt() {
        return Integer.getInteger(PROPERTY, 0);
    }
}
