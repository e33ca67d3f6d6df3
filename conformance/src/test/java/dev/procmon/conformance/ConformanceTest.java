// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Replays the recorded schedules of the original, and compares. */
class ConformanceTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static List<JsonNode> schedules = List.of();

    @BeforeAll
    static void read() throws IOException {
        var resource = Objects.requireNonNull(ConformanceTest.class.getResourceAsStream("traces.jsonl.gz"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8))) {
            schedules = lines.lines().map(JSON::readTree).toList();
        }
    }

    @Test
    void everyScheduleDoesWhatTheOriginalDoesWhereverThatIsBinding() {
        assertThat(schedules).hasSize(319);
        assertThat(schedules).allSatisfy(schedule -> assertThat(Comparison.breach(schedule, replay(schedule)))
                .isEmpty());
    }

    @Test
    void noScheduleBreaksAnInvariantNotEvenWhereTheOriginalDoes() {
        assertThat(schedules).allSatisfy(schedule -> assertThat(Invariants.broken(replay(schedule)))
                .isEmpty());
    }

    @Test
    void theComparisonSeesAnotherTime() {
        JsonNode schedule = schedules.getFirst();
        ObjectNode changed = (ObjectNode) replay(schedule);
        ((ObjectNode) changed.get("steps").get(3).get("st")).put("now", 17);

        Optional<String> breach = Comparison.breach(schedule, changed);

        assertThat(breach).hasValueSatisfying(text -> assertThat(text).contains("step 3"));
    }

    @Test
    void theInvariantsSeeTheFaultsOfTheOriginal() {
        long broken = schedules.stream()
                .filter(schedule -> !Invariants.broken(schedule).isEmpty())
                .count();

        assertThat(broken).isPositive();
    }

    /** As it will be read by others: written and read back, so that numbers compare as text has them. */
    private static JsonNode replay(JsonNode schedule) {
        return JSON.readTree(JSON.writeValueAsString(Replay.of(schedule)));
    }
}
