// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.command.Command;
import java.util.ArrayList;
import java.util.List;

/** All commands that talk to a running supervisor. */
public final class Verbs {

    private Verbs() {}

    /** Return them in the order of the help text. */
    public static List<Command> all(Surroundings surroundings) {
        List<Command> all = new ArrayList<>();
        all.add(new StatusCommand(surroundings));
        all.add(new WhyCommand(surroundings));
        all.add(new TopCommand(surroundings));
        all.add(new EventsCommand(surroundings));
        all.add(new LogsCommand(surroundings));
        all.add(new RunsCommand(surroundings));
        all.add(new StartCommand(surroundings));
        all.add(new StopCommand(surroundings));
        all.add(new RestartCommand(surroundings));
        all.add(new ReplaceCommand(surroundings));
        all.add(new KillCommand(surroundings));
        all.add(new SignalCommand(surroundings));
        all.add(new TriggerCommand(surroundings));
        all.add(new ScaleCommand(surroundings));
        all.add(new RemoveCommand(surroundings));
        all.add(new PlanCommand(surroundings));
        all.add(new ReloadCommand(surroundings));
        all.add(new ConfigCommand(surroundings));
        all.add(new DownCommand(surroundings));
        all.add(new InstancesCommand(surroundings));
        return all;
    }

    /** Return those that are for programs, not for people: they are found by their names, and no help text lists them. */
    public static List<Command> hidden(Surroundings surroundings) {
        return List.of(new CompleteNamesCommand(surroundings));
    }
}
