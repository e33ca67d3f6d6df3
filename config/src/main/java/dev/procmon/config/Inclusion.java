// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.SyntaxFault;
import dev.procmon.config.toml.TomlDocument;
import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Reads {@code include}: the programs and groups of further files, behind those of the file itself. */
final class Inclusion {

    /** So many files are included at the most. */
    static final int FILES_MAX = 1_000;

    /** So long are they all together at the most, in characters: their offsets stay small numbers. */
    private static final int LENGTH_MAX = 16 * FileText.SIZE_MAX;

    private static final String PATTERN_CHARACTERS = "*?[{";

    private final Fields main;
    private final Problems problems;
    private final Map<String, TomlTable.Entry> programs = new LinkedHashMap<>();
    private final Map<String, TomlTable.Entry> groups = new LinkedHashMap<>();
    private final Set<Path> included = new HashSet<>();
    private final Path mainFile;
    private boolean hasReferences;
    private int length;

    Inclusion(Fields main) {
        this.main = main;
        problems = main.problems();
        mainFile = problems.file(0);
        add(Composition.entries(main, Key.PROGRAM), "program", programs);
        add(Composition.entries(main, Key.GROUP_TABLE), "group", groups);
    }

    /** Return the tables of all programs, those of the main file first. */
    Collection<TomlTable.Entry> programs() {
        return programs.values();
    }

    Collection<TomlTable.Entry> groups() {
        return groups.values();
    }

    /** Tell whether variables of the environment stand in an included file. */
    boolean hasReferences() {
        return hasReferences;
    }

    void include() {
        Optional<TomlValue> value = main.value(Key.INCLUDE);
        if (value.isEmpty()) {
            return;
        }
        for (TomlValue element : Fields.elements(value.get())) {
            Optional<Fields.Place> place = main.text(Key.INCLUDE, element);
            if (place.isPresent()) {
                include(place.get());
            }
        }
    }

    private void include(Fields.Place place) {
        String text = place.text();
        int slash = text.lastIndexOf('/');
        if (hasPattern(text.substring(0, slash + 1))) {
            main.refused(
                    place.value(),
                    "include: " + Shown.text(text) + " has a pattern in the name of a directory; expected one in the"
                            + " name of the file alone, such as \"conf.d/*.toml\"");
            return;
        }
        try {
            if (hasPattern(text)) {
                for (Path file : matches(text.substring(0, slash + 1), text.substring(slash + 1))) {
                    include(file, place.value());
                }
            } else {
                include(mainFile.resolveSibling(text), place.value());
            }
        } catch (InvalidPathException e) {
            main.refused(place.value(), "include: " + Shown.text(text) + " is no path: " + e.getReason());
        } catch (PatternSyntaxException e) {
            main.refused(place.value(), "include: " + Shown.text(text) + " is no pattern: " + e.getDescription());
        } catch (IOException e) {
            main.refused(place.value(), "include: cannot look for " + Shown.text(text) + ": " + reason(e));
        }
    }

    private static String reason(Exception e) {
        return Shown.plain(e.getMessage() == null ? e.toString() : e.getMessage());
    }

    private static boolean hasPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (PATTERN_CHARACTERS.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Return the files of a directory that a pattern means, by name; not those with a dot first, which editors leave behind. */
    private List<Path> matches(String directory, String pattern) throws IOException {
        List<Path> matches = new ArrayList<>();
        Path where = directory.isEmpty()
                ? Optional.ofNullable(mainFile.getParent()).orElse(Path.of(""))
                : mainFile.resolveSibling(directory);
        if (!Files.isDirectory(where)) {
            return matches;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(where, pattern)) {
            for (Path file : files) {
                boolean hidden = file.getFileName().toString().startsWith(".") && !pattern.startsWith(".");
                if (!hidden && !Files.isDirectory(file) && !isMain(file)) {
                    matches.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(matches);
        return matches;
    }

    private boolean isMain(Path file) {
        return absolute(file).equals(absolute(mainFile));
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private void include(Path file, TomlValue named) {
        if (isMain(file)) {
            main.refused(named, "include: a file cannot include itself");
            return;
        }
        if (!included.add(absolute(file))) {
            return;
        }
        if (included.size() > FILES_MAX) {
            main.refused(named, "include: more than " + FILES_MAX + " files");
            return;
        }
        FileText text = FileText.read(file);
        if (text instanceof FileText.Loaded(String loaded)) {
            if (loaded.length() > LENGTH_MAX - length) {
                main.refused(named, "include: more than " + SizeText.format(LENGTH_MAX) + " in all");
            } else {
                length += loaded.length();
                read(file, loaded);
            }
            return;
        }
        Problem problem = ((FileText.Refused) text).problem();
        if (problem.position().isPresent()) {
            problems.error(named.offset(), problem);
        } else {
            main.refused(named, "include: " + file + " " + problem.message());
        }
    }

    private void read(Path file, String text) {
        hasReferences |= text.contains(Interpolation.OPENING);
        TomlDocument parsed = TomlDocument.parse(text);
        int begin = problems.add(file, text, !parsed.faults().isEmpty());
        TomlDocument document = parsed.shifted(begin);
        for (SyntaxFault fault : document.faults()) {
            problems.error(fault.offset(), fault.message());
        }
        for (TomlTable.Entry entry : document.root().entries()) {
            Optional<Key> key = Key.find(Section.FILE, entry.key());
            if (key.isPresent() && key.get() != Key.PROGRAM && key.get() != Key.GROUP_TABLE) {
                problems.error(
                        entry.keyOffset(),
                        Shown.text(entry.key()) + " can only stand in the file that includes this one, "
                                + mainFile.getFileName() + "; this one has programs and groups");
            }
        }
        Fields fields = Fields.of(document.root(), Section.FILE, problems);
        add(Composition.entries(fields, Key.PROGRAM), "program", programs);
        add(Composition.entries(fields, Key.GROUP_TABLE), "group", groups);
    }

    private void add(Collection<TomlTable.Entry> entries, String kind, Map<String, TomlTable.Entry> all) {
        for (TomlTable.Entry entry : entries) {
            TomlTable.Entry before = all.putIfAbsent(entry.key(), entry);
            if (before != null) {
                problems.error(
                        entry.keyOffset(),
                        kind + " " + Shown.text(entry.key()) + " is there already, "
                                + problems.where(before.keyOffset(), entry.keyOffset()));
            }
        }
    }
}
