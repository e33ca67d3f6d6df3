// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The command line: what commands are, and those that talk to a running supervisor. */
@NullMarked
module dev.procmon.cli {
    requires static transitive org.jspecify;
    requires dev.procmon.config;
    requires transitive dev.procmon.control;
    requires dev.procmon.logs;
    requires org.jline.terminal;

    exports dev.procmon.cli.args;
    exports dev.procmon.cli.command;
    exports dev.procmon.cli.completion;
    exports dev.procmon.cli.text;
    exports dev.procmon.cli.top;
    exports dev.procmon.cli.verb;
}
