// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import java.io.IOException;
import java.util.Map;
import org.jline.utils.NonBlockingReader;

/** Makes keys of what a terminal sends (ECMA-48, as xterm and its like send them). */
final class KeyReader {

    private static final char ESCAPE = 0x1B;

    /** A sequence comes at once; what comes later is another key. */
    private static final long REST_MS = 50;

    private static final int LENGTH_MAX = 8;

    /** A read without a limit cannot be ended by closing the terminal; one with a limit can, at once. */
    private static final long READ_MS = 1_000;

    private static final Map<String, Key> SEQUENCES = Map.ofEntries(
            Map.entry("[A", Key.UP),
            Map.entry("OA", Key.UP),
            Map.entry("[B", Key.DOWN),
            Map.entry("OB", Key.DOWN),
            Map.entry("[H", Key.HOME),
            Map.entry("OH", Key.HOME),
            Map.entry("[1~", Key.HOME),
            Map.entry("[F", Key.BOTTOM),
            Map.entry("OF", Key.BOTTOM),
            Map.entry("[4~", Key.BOTTOM),
            Map.entry("[5~", Key.PAGE_UP),
            Map.entry("[6~", Key.PAGE_DOWN));

    private final NonBlockingReader in;

    KeyReader(NonBlockingReader in) {
        this.in = in;
    }

    /** Wait for a key. */
    Key read() {
        try {
            int c = in.read(READ_MS);
            while (c == NonBlockingReader.READ_EXPIRED) {
                c = in.read(READ_MS);
            }
            return c < 0 ? Key.END : c == ESCAPE ? sequence() : plain((char) c);
        } catch (IOException gone) {
            return Key.END;
        }
    }

    private static Key plain(char c) {
        return switch (c) {
            case '\r', '\n' -> Key.ENTER;
            case 0x7F, '\b' -> Key.BACKSPACE;
            case 0x03, 0x04 -> Key.INTERRUPT;
            case 0x0C -> Key.REDRAW;
            default -> c < ' ' ? Key.OTHER : Key.of(c);
        };
    }

    private Key sequence() throws IOException {
        StringBuilder sequence = new StringBuilder();
        int c = in.read(REST_MS);
        if (c < 0 || (c != '[' && c != 'O')) {
            return Key.ESCAPE;
        }
        sequence.append((char) c);
        do {
            c = in.read(REST_MS);
            if (c < 0) {
                return Key.OTHER;
            }
            sequence.append((char) c);
        } while ((c < '@' || c > '~') && sequence.length() < LENGTH_MAX);
        return SEQUENCES.getOrDefault(sequence.toString(), Key.OTHER);
    }
}
