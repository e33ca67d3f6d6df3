// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key that its section does not know.
 *
 * @param meant the key that it may have been meant to be
 */
record UnknownKey(Section section, String key, Optional<String> meant) {

    /** From this length on, a name says what it is about: "stopwaitsecs" does, "path" does not. */
    private static final int TELLING_MIN = 9;

    /** Longer lists are for the manual. */
    private static final int LISTED_MAX = 16;

    static UnknownKey of(Section section, String key) {
        return new UnknownKey(section, key, meant(section, key));
    }

    /** Say that it is unknown, and what is known. */
    String message() {
        return message(section.title());
    }

    /** Say that it is unknown in a table of this name, and what is known. */
    String message(String title) {
        String unknown = "unknown key " + Shown.text(key) + " in " + title;
        if (meant.isPresent()) {
            return unknown + "; did you mean \"" + meant.get() + "\"?";
        }
        if (section == Section.FILE) {
            boolean setting = Key.find(Section.PROGRAM, key).isPresent();
            return unknown
                    + (setting
                            ? "; it belongs into a table [program.NAME]"
                            : "; each program has a table [program.NAME]");
        }
        List<String> names = names(section);
        return names.size() > LISTED_MAX
                ? unknown + "; the manual lists all " + names.size() + " that there are"
                : unknown + "; known keys: " + String.join(", ", names);
    }

    private static Optional<String> meant(Section section, String key) {
        Optional<String> near = Nearest.to(key, names(section));
        return near.isPresent() ? near : knownElsewhere(section, key);
    }

    /** Find a key by a name that another supervisor has for it, or that it has in a table inside this one. */
    private static Optional<String> knownElsewhere(Section section, String key) {
        String plain = Nearest.plain(key);
        for (Key candidate : Key.all()) {
            boolean here = candidate.section() == section;
            boolean inside =
                    !here && section == Section.PROGRAM && candidate.section().isOfProgram();
            boolean known = is(candidate.key(), plain) || isAny(candidate.elsewhere(), plain);
            if (known && here) {
                return Optional.of(candidate.key());
            }
            if (known && inside && (is(candidate.key(), plain) || plain.length() >= TELLING_MIN)) {
                return Optional.of(candidate.path());
            }
        }
        return Optional.empty();
    }

    private static boolean isAny(List<String> names, String plain) {
        return names.stream().anyMatch(name -> is(name, plain));
    }

    private static boolean is(String name, String plain) {
        return Nearest.plain(name).equals(plain);
    }

    private static List<String> names(Section section) {
        List<String> names = new ArrayList<>();
        for (Key key : Key.of(section)) {
            names.add(key.key());
        }
        return names;
    }
}
