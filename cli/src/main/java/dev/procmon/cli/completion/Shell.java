// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.completion;

import dev.procmon.cli.args.CommandSpec;
import java.util.List;
import java.util.Locale;

/** The shells for which there is a completion. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /** Return the script for these commands. */
    public String script(List<CommandSpec> commands) {
        return switch (this) {
            case BASH -> BashCompletion.of(commands);
            case ZSH -> ZshCompletion.of(commands);
            case FISH -> FishCompletion.of(commands);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
