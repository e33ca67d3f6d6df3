// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

/** Takes the terminal. */
public interface Screens {

    /**
     * Take it.
     *
     * @throws ScreenException where there is none, or none that can be drawn upon
     */
    Screen open();
}
