// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.control.client.ClientException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

    private static final List<String> NAMES = List.of("web:0", "web:1", "db", "db:x", "a*b", "worker:10");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "db;db",
                "web;web:0 web:1",
                "web:1;web:1",
                "web:*;web:0 web:1",
                "w*;web:0 web:1 worker:10",
                "w?b;web:0 web:1",
                "d?;db",
                "*;web:0 web:1 db db:x a*b worker:10",
                "*:*;web:0 web:1 db:x worker:10",
                "a*b;a*b",
                "worker:10 db;db worker:10",
                "*o*1?;worker:10"
            })
    void aNameIsThatOfAProgramOfAFamilyOrAPattern(String patterns, String found) {
        assertThat(NamePatterns.find(NAMES, List.of(patterns.split(" ")))).containsExactly(found.split(" "));
    }

    @Test
    void withoutPatternsAllAreMeant() {
        assertThat(NamePatterns.find(NAMES, List.of())).isEqualTo(NAMES);
    }

    @Test
    void whatMeansNobodyIsRefused() {
        refused("worker:1", "there is no output of a program \"worker:1\", did you mean worker:10?");
        refused(
                "other",
                "there is no output of a program \"other\", there is of: web:0, web:1, db, db:x, a*b, worker:10");
        refused("x*", "no program with output matches \"x*\", there is of: web:0, web:1, db, db:x, a*b, worker:10");
        refused(
                "@back",
                "no procmon is running there, and without it nobody knows what the group @back is: name its programs");
    }

    @Test
    void manyNamesAreNotAllListed() {
        List<String> many = IntStream.range(0, 20).mapToObj(i -> "job-" + i).toList();
        assertThatThrownBy(() -> NamePatterns.find(many, List.of("completely-different")))
                .hasMessageEndingWith(
                        "there is of: job-0, job-1, job-2, job-3, job-4, job-5, job-6, job-7 and 12 more");
    }

    @Test
    void aPatternOfManyStarsIsMatchedSoon() {
        String name = "a".repeat(250);
        assertThat(Glob.matches("*a".repeat(120) + "*b", name)).isFalse();
        assertThat(Glob.matches("*a".repeat(120) + "*", name)).isTrue();
    }

    private static void refused(String pattern, String message) {
        assertThatThrownBy(() -> NamePatterns.find(NAMES, List.of(pattern)))
                .isInstanceOfSatisfying(ClientException.class, e -> {
                    assertThat(e.reason()).isEqualTo(ClientException.Cause.REFUSED);
                    assertThat(e).hasMessage(message);
                });
    }
}
