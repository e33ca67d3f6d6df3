// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.charset.StandardCharsets;

/** The line that stands in a file where lines were lost. It is made of the last one of them, whose time it has. */
final class LossNotice {

    /** The time, a space, the stream, a space. */
    private static final int HEAD = 35;

    private LossNotice() {}

    /** Return the line with its line feed; nothing for a raw file, where it could not be told from what the program has written. */
    static byte[] of(Losses.Loss loss, String cause) {
        String text = "procmon: " + loss.lines() + " lines (" + loss.bytes() + " bytes) were lost here: " + cause;
        String line =
                switch (loss.origin().format()) {
                    case RAW -> "";
                    case LINES -> lines(loss.last()) + text + "\n";
                    case JSON -> json(loss) + escaped(text) + "\"}\n";
                };
        // The line it is made of is kept byte for byte; what is added is ASCII, or else UTF-8 already.
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String lines(String last) {
        String tags = last.substring(HEAD, last.indexOf(' ', HEAD));
        int run = tags.indexOf(':');
        int name = tags.indexOf(':', run + 1);
        return last.substring(0, HEAD) + "F:0" + (name < 0 ? "" : tags.substring(name)) + " ";
    }

    private static String json(Losses.Loss loss) {
        String last = loss.last();
        String head = last.substring(0, last.indexOf(",\"run\":"));
        return head + ",\"run\":0,\"stream\":\"" + (loss.origin().stderr() ? "stderr" : "stdout") + "\",\"text\":\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
