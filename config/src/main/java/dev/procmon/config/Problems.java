// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.LineIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with a file and those that it includes, by offsets, and gives it back in the order of the texts. Offsets are
 * those of one long text: the files one after the other.
 */
final class Problems {

    /** A file, and where it begins in the text of all. */
    private record Source(Path file, int begin, LineIndex lines, BaseDirectory directory) {}

    /** How many problems of a file are told; the rest is only counted. */
    static final int TOLD_MAX = 1_000;

    private sealed interface Noted {
        int offset();

        /** A problem of this file. */
        record Here(int offset, String message) implements Noted {}

        /** A problem of a file that this one names at an offset. */
        record Elsewhere(int offset, Problem problem) implements Noted {}
    }

    private final Path file;
    private final List<Source> sources = new ArrayList<>(1);
    private final List<Noted> errors = new ArrayList<>();
    private final List<Noted> warnings = new ArrayList<>();
    private final Set<Noted> distinct = new HashSet<>();
    private final Set<Integer> spoiled = new HashSet<>();
    private boolean torn;
    private int end;
    private int errorCount;

    /**
     * Collect the problems of a file.
     *
     * @param torn whether some of its lines could not be read
     */
    Problems(Path file, String text, boolean torn) {
        this.file = file;
        add(file, text, torn);
    }

    /** Add a file, and return where it begins in the text of all. */
    int add(Path included, String text, boolean isTorn) {
        int begin = end;
        sources.add(new Source(included, begin, new LineIndex(text), BaseDirectory.of(included)));
        torn |= isTorn;
        end += text.length() + 1;
        return begin;
    }

    /** Return the file in which an offset is. */
    Path file(int offset) {
        return source(offset).file();
    }

    /** Tell whether a path, which is absolute and normalized, is that of a file of which this is the text. */
    boolean isReadFrom(Path path) {
        return sources.stream()
                .anyMatch(source -> source.file().toAbsolutePath().normalize().equals(path));
    }

    /** Return the directory to which a path is relative that is written at an offset. */
    BaseDirectory directory(int offset) {
        return source(offset).directory();
    }

    private Source source(int offset) {
        int at = sources.size() - 1;
        while (sources.get(at).begin() > offset) {
            at--;
        }
        return sources.get(at);
    }

    /** Take no more errors at an offset: what is there is not what was meant, and that has been said. */
    void spoil(int offset) {
        spoiled.add(offset);
    }

    void error(int offset, String message) {
        if (spoiled.contains(offset)) {
            return;
        }
        noteError(new Noted.Here(offset, message));
    }

    /** Note a problem of another file, which this file names at an offset. */
    void error(int offset, Problem problem) {
        noteError(new Noted.Elsewhere(offset, problem));
    }

    /** Note that something is missing, unless it may stand on a line that could not be read. */
    void errorUnlessTorn(int offset, String message) {
        if (!torn) {
            error(offset, message);
        }
    }

    void warning(int offset, String message) {
        Noted warning = new Noted.Here(offset, message);
        if (warnings.size() < TOLD_MAX && distinct.add(warning)) {
            warnings.add(warning);
        }
    }

    int errorCount() {
        return errorCount;
    }

    /** Return where an offset is, in words for a message at another one: {@code on line 7}, with the file where that is another. */
    String where(int offset, int other) {
        Source source = source(offset);
        String line = "on line " + source.lines().line(offset - source.begin());
        return source.begin() == source(other).begin() ? line : "in " + source.file() + ", " + line;
    }

    List<Problem> errors() {
        List<Problem> told = told(errors);
        if (errorCount > errors.size()) {
            told.add(Problem.of(file, (errorCount - errors.size()) + " more problems are not shown"));
        }
        return told;
    }

    List<Problem> warnings() {
        return told(warnings);
    }

    /** Note an error; but once only what many programs have from the same place, such as their defaults. */
    private void noteError(Noted error) {
        if (errors.size() < TOLD_MAX && !distinct.add(error)) {
            return;
        }
        errorCount++;
        if (errors.size() < TOLD_MAX) {
            errors.add(error);
        }
    }

    private List<Problem> told(List<Noted> noted) {
        List<Problem> told = new ArrayList<>(noted.size());
        if (noted.isEmpty()) {
            return told;
        }
        noted.sort(Comparator.comparingInt(Noted::offset));
        for (Noted each : noted) {
            told.add(
                    switch (each) {
                        case Noted.Here(int offset, String message) -> here(offset, message);
                        case Noted.Elsewhere elsewhere -> elsewhere.problem();
                    });
        }
        return told;
    }

    private Problem here(int offset, String message) {
        Source source = source(offset);
        int inFile = offset - source.begin();
        Position position =
                new Position(source.lines().line(inFile), source.lines().column(inFile));
        return Problem.at(source.file(), position, message);
    }
}
