// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogSource;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Up to which line each file of each program was delivered to one receiver, on disk: a line for each, {@code NUMBER PROGRAM FILE}, both names
 * encoded as in a URL. Each file has a number of its own because what could not be written for a while comes behind what others wrote later.
 */
final class Cursors {

    private static final String TITLE = "procmon-forward 1";

    private final Path file;
    private final Map<Key, Long> numbers = new HashMap<>();
    private boolean isChanged;

    /** Of which file of which program. */
    private record Key(String program, String file) {
        static Key of(LogSource source) {
            return new Key(source.program(), source.file().toString());
        }
    }

    /** Read them. What cannot be read counts as not there. */
    Cursors(Path directory, String name) {
        this.file = directory.resolve("forward-" + encode(name) + ".cursor");
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (!lines.isEmpty() && lines.getFirst().equals(TITLE)) {
                lines.subList(1, lines.size()).forEach(this::read);
            }
        } catch (IOException unreadable) {
            numbers.clear();
        }
    }

    OptionalLong of(LogSource source) {
        Long number = numbers.get(Key.of(source));
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    void set(LogSource source, long number) {
        numbers.put(Key.of(source), number);
        isChanged = true;
    }

    void forget(LogSource source) {
        numbers.remove(Key.of(source));
        isChanged = true;
    }

    /** Tell whether there is something to be written. */
    boolean isChanged() {
        return isChanged;
    }

    /** Write them, all or nothing. */
    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE);
        numbers.forEach((key, number) -> lines.add(number + " " + encode(key.program) + " " + encode(key.file)));
        Path fresh = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(fresh, lines, StandardCharsets.US_ASCII);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            isChanged = false;
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    /** Let nothing remind of them: who forwards to that name again begins anew. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // A directory that cannot be written is told of by what has to be written there.
        }
    }

    private void read(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 3) {
            try {
                numbers.put(new Key(decode(parts[1]), decode(parts[2])), Long.parseLong(parts[0]));
            } catch (IllegalArgumentException torn) {
                // That file begins anew.
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
