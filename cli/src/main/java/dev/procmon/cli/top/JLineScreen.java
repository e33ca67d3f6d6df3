// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A screen by JLine. Whatever ends this process but KILL gives the terminal back as it was: a hook does it where nobody has closed the
 * screen.
 */
final class JLineScreen implements Screen {

    private static final String CSI = "\u001B[";
    private static final String ENTER = CSI + "?1049h" + CSI + "?25l";
    private static final String LEAVE = CSI + "?25h" + CSI + "?1049l";
    private static final String HOME = CSI + "H";
    private static final String REST_OF_LINE = CSI + "K";
    private static final String REST_OF_SCREEN = CSI + "J";
    private static final int COLUMNS_DEFAULT = 80;
    private static final int ROWS_DEFAULT = 24;

    private final Terminal terminal;
    private final Attributes before;
    private final KeyReader keys;
    private final Thread hook = Thread.ofPlatform().name("procmon-terminal").unstarted(this::restore);
    private final AtomicBoolean restored = new AtomicBoolean();

    /** Take a terminal. It is closed with the screen. */
    JLineScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        this.keys = new KeyReader(terminal.reader());
        Attributes raw = terminal.getAttributes();
        // Ctrl-C is a key here: it ends the view, not the process in the middle of a frame.
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        Runtime.getRuntime().addShutdownHook(hook);
        write(ENTER);
    }

    /** Take that of this process. */
    static Screen open() {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("procmon")
                    .system(true)
                    .dumb(false)
                    .jni(false)
                    // Else it asks the terminal what it can do, and waits for seconds for one that does not answer.
                    .graphemeCluster(false)
                    .build();
            return new JLineScreen(terminal);
        } catch (IOException | IllegalStateException e) {
            throw new ScreenException("there is no terminal to draw upon: " + e.getMessage());
        }
    }

    @Override
    public int columns() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : COLUMNS_DEFAULT;
    }

    @Override
    public int rows() {
        int rows = terminal.getSize().getRows();
        return rows > 0 ? rows : ROWS_DEFAULT;
    }

    @Override
    public void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder(HOME);
        for (int i = 0; i < lines.size(); i++) {
            frame.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(REST_OF_LINE);
        }
        write(frame.append(REST_OF_SCREEN).toString());
    }

    @Override
    public Key read() {
        return keys.read();
    }

    @Override
    public void onResize(Runnable then) {
        terminal.handle(Terminal.Signal.WINCH, _ -> then.run());
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // It has nothing left to do.
            return;
        }
    }

    private void restore() {
        if (restored.compareAndSet(false, true)) {
            write(LEAVE);
            terminal.setAttributes(before);
            try {
                terminal.close();
            } catch (IOException gone) {
                // A terminal that has gone needs nothing any longer.
                return;
            }
        }
    }

    private void write(String text) {
        terminal.writer().write(text);
        terminal.writer().flush();
    }
}
