// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.List;
import java.util.Random;

/** Damages texts as people and broken disks do. */
public final class Mutations {

    private static final List<String> PARTS = List.of(
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            ".",
            ",",
            "#",
            "\\",
            "\n",
            "\r",
            "\r\n",
            " ",
            "\t",
            "0",
            "-1",
            "9999999999999999999",
            "1e400",
            "nan",
            "-inf",
            "0x_1",
            "1979-05-27",
            "07:32",
            "true",
            "\0",
            "\u007f",
            "ä",
            "😀",
            "\\u0000",
            "\\ud800",
            "command",
            "[program.web]",
            "program",
            "log",
            "a.b.c",
            "$HOME",
            "*",
            "_");

    private Mutations() {}

    /** Return a text with one to five changes. */
    public static String of(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
            int from = random.nextInt(out.length() + 1);
            int to = Math.min(out.length(), from + random.nextInt(1 << random.nextInt(6)));
            switch (random.nextInt(4)) {
                case 0 -> out.delete(from, to);
                case 1 -> out.insert(from, out.substring(from, to));
                case 2 -> out.replace(from, to, PARTS.get(random.nextInt(PARTS.size())));
                default -> out.insert(from, PARTS.get(random.nextInt(PARTS.size())));
            }
        }
        return out.toString();
    }
}
