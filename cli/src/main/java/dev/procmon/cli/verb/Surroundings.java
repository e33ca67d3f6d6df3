// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.command.Display;
import dev.procmon.cli.text.Width;
import dev.procmon.cli.top.JLineScreens;
import dev.procmon.cli.top.Screens;
import java.time.InstantSource;

/**
 * What the commands need of the world.
 *
 * @param connections how one comes to a supervisor
 * @param display what standard output is
 * @param time the time of day, for {@code --since 10m}
 * @param screens takes the terminal, for {@code top}
 */
public record Surroundings(Connections connections, Display display, InstantSource time, Screens screens) {

    /** Be where JLine takes the terminal. */
    public Surroundings(Connections connections, Display display, InstantSource time) {
        this(connections, display, time, new JLineScreens());
    }

    /** Return how much room there is: that of the terminal, if there is one. */
    Width room() {
        return display.isTerminal() ? Width.ofTerminal(display.columns()) : Width.PAPER;
    }

    boolean colours(Arguments arguments) {
        return !arguments.has(ClientCommand.NO_COLOR.name()) && display.wantsColours();
    }
}
