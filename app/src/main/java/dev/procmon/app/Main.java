// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The executable. */
public final class Main {

    private Main() {}

    /** Run a command, and exit: the only place where the Java machine is ended. */
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(new Faults());
        List<String> words = List.of(arguments);
        Context context = new Context(System.out, System.err, System.getenv(), Path.of(""), words);
        ExitCode code = new Cli(context).run(words);
        System.exit((wasShown() ? code : ExitCode.FAILED).number());
    }

    /** What was asked for and could not be written was not done; but a reader that has gone has had enough. */
    private static boolean wasShown() {
        boolean shown = !System.out.checkError() || isPipe();
        if (!shown) {
            System.err.println("procmon: cannot write standard output");
        }
        return shown;
    }

    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
