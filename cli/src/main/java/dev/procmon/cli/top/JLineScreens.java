// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

/** Takes the terminal of this process. JLine is not touched before. */
public final class JLineScreens implements Screens {

    /** Make it. */
    public JLineScreens() {}

    @Override
    public Screen open() {
        return JLineScreen.open();
    }
}
