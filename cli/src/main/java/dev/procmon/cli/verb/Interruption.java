// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

/** Says or does something when the command is ended by a signal, such as Ctrl-C, while this is open. */
final class Interruption implements AutoCloseable {

    private final Thread hook;

    Interruption(Runnable then) {
        hook = Thread.ofPlatform().name("procmon-interrupted").unstarted(then);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // Then it runs, and what it says is true: what was waited for has come too late for whoever has pressed
            // Ctrl-C.
            return;
        }
    }
}
