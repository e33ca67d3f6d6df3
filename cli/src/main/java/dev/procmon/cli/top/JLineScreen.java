// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
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
    private final OutputStream farewell;
    private final Attributes before;
    private final KeyReader keys;
    private final Thread hook = Thread.ofPlatform().name("procmon-terminal").unstarted(this::restore);
    private boolean restored;

    /**
     * Take a terminal. It is closed with the screen.
     *
     * @param farewell goes to the same terminal: JLine closes it by a hook of its own, which may come first, and then writes nothing more
     */
    JLineScreen(Terminal terminal, OutputStream farewell) {
        this.terminal = terminal;
        this.farewell = farewell;
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
            return new JLineScreen(terminal, new FileOutputStream(FileDescriptor.out));
        } catch (IOException | IllegalStateException e) {
            throw new ScreenException("there is no terminal to draw upon: " + e.getMessage());
        }
    }

    @Override
    public int columns() {
        int columns = size().getColumns();
        return columns > 0 ? columns : COLUMNS_DEFAULT;
    }

    @Override
    public int rows() {
        int rows = size().getRows();
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
        try {
            return keys.read();
        } catch (IllegalStateException closed) {
            // By the hook of JLine: this process is ending.
            return Key.END;
        }
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

    private Size size() {
        try {
            return terminal.getSize();
        } catch (IllegalStateException | IOError closed) {
            return Size.of(COLUMNS_DEFAULT, ROWS_DEFAULT);
        }
    }

    /** The hook and the end of the view may both come to it; what is drawn later is not shown. */
    private synchronized void restore() {
        if (restored) {
            return;
        }
        restored = true;
        try {
            farewell.write(LEAVE.getBytes(StandardCharsets.US_ASCII));
            farewell.flush();
            terminal.setAttributes(before);
            terminal.close();
        } catch (IOException | IllegalStateException | IOError gone) {
            // One that has gone needs nothing any longer; one that JLine has closed is as it was.
            return;
        }
    }

    private synchronized void write(String text) {
        if (restored) {
            return;
        }
        try {
            terminal.writer().write(text);
            terminal.writer().flush();
        } catch (IllegalStateException closed) {
            // By the hook of JLine: nobody sees it any longer.
            return;
        }
    }
}
