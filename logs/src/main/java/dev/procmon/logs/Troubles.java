// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What could not be read, and how much that is. */
final class Troubles {

    /** So many sentences are kept. */
    private static final int MAX = 100;

    private final Set<String> sentences = new LinkedHashSet<>();
    private long missed;

    void add(Path path, IOException e) {
        String message = e.getMessage();
        String why = message == null ? e.toString() : message;
        if (sentences.size() < MAX) {
            sentences.add("cannot read " + path + ": " + why);
        }
    }

    void missed(long bytes) {
        missed += bytes;
    }

    /** Count the parts that were to be read and are gone. One that is compressed has the same time. */
    void missing(List<Segment> pending, List<Segment> now) {
        for (Segment each : pending) {
            if (now.stream().noneMatch(other -> other.micros() == each.micros())) {
                missed += each.size();
            }
        }
    }

    long missedBytes() {
        return missed;
    }

    List<String> sentences() {
        return new ArrayList<>(sentences);
    }
}
