// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All samples of a run, by supervisor and measure, and what could not be measured. */
final class Measurements {
    private record Key(String subject, Measure measure) {}

    private final Map<Key, List<Long>> samples = new HashMap<>();
    private final List<String> failures = new ArrayList<>();

    void add(Subject subject, Measure measure, long... values) {
        var list = samples.computeIfAbsent(new Key(subject.id(), measure), key -> new ArrayList<>());
        for (var value : values) {
            list.add(value);
        }
    }

    /** The samples in ascending order. */
    List<Long> of(Subject subject, Measure measure) {
        return samples.getOrDefault(new Key(subject.id(), measure), List.of()).stream()
                .sorted()
                .toList();
    }

    void fail(String what) {
        failures.add(what);
    }

    List<String> failures() {
        return failures;
    }
}
