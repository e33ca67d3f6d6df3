// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.LineIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, by offsets, and gives it back in the order of the text. */
final class Problems {

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
    private final boolean torn;
    private final LineIndex lines;
    private final List<Noted> errors = new ArrayList<>();
    private final List<Noted> warnings = new ArrayList<>();
    private int errorCount;

    /**
     * Collect the problems of a file.
     *
     * @param torn whether some of its lines could not be read
     */
    Problems(Path file, String text, boolean torn) {
        this.file = file;
        this.torn = torn;
        lines = new LineIndex(text);
    }

    void error(int offset, String message) {
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
        if (warnings.size() < TOLD_MAX) {
            warnings.add(new Noted.Here(offset, message));
        }
    }

    int errorCount() {
        return errorCount;
    }

    /** Return the line of an offset, to name it in a message. */
    int line(int offset) {
        return lines.line(offset);
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

    private void noteError(Noted error) {
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
                        case Noted.Here(int offset, String message) ->
                            Problem.at(file, new Position(lines.line(offset), lines.column(offset)), message);
                        case Noted.Elsewhere elsewhere -> elsewhere.problem();
                    });
        }
        return told;
    }
}
