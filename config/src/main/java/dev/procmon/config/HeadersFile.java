// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of headers of HTTP: lines {@code NAME: value}, lines with nothing, and comments behind {@code #}. What is wrong with it is
 * said without anything of what stands in it.
 */
final class HeadersFile {

    /**
     * What a file holds.
     *
     * @param problem the first thing that is wrong with it
     */
    record Read(Map<String, String> headers, Optional<Problem> problem) {}

    private HeadersFile() {}

    static Read read(Path file) {
        FileText text = FileText.read(file);
        return text instanceof FileText.Loaded loaded
                ? parse(file, loaded.text())
                : new Read(Map.of(), Optional.of(((FileText.Refused) text).problem()));
    }

    /** Read a text as if it stood in a file. */
    static Read parse(Path file, String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        int line = 0;
        for (int from = 0; from < text.length(); ) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            String written = text.substring(from, end).strip();
            line++;
            from = end + 1;
            if (written.isEmpty() || written.charAt(0) == '#') {
                continue;
            }
            int colon = written.indexOf(':');
            String name = colon < 0 ? "" : written.substring(0, colon);
            String value = written.substring(colon + 1).strip();
            Optional<String> refusal = refusal(name, value, names);
            if (refusal.isPresent()) {
                return new Read(Map.of(), Optional.of(Problem.at(file, new Position(line, 1), refusal.get())));
            }
            headers.put(name, value);
        }
        return new Read(headers, Optional.empty());
    }

    private static Optional<String> refusal(String name, String value, Set<String> names) {
        if (!HeaderText.isName(name)) {
            return Optional.of("is no header; expected a line such as \"Authorization: Bearer ...\"");
        }
        if (!HeaderText.isValue(value)) {
            return Optional.of("holds a character that no header can carry");
        }
        if (HeaderText.isOfConnection(name)) {
            return Optional.of("is a header that procmon sets itself");
        }
        return names.add(name.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("is a header that is there already");
    }
}
