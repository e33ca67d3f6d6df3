// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.ProgramName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class CircleTest {

    private static final int LONG = 10_000;
    private static final int SMALL_STACK = 256 * 1024;

    @Test
    void whatComesAfterNobodyIsInNoCircle() {
        assertThat(find("web", Map.of())).isEmpty();
    }

    @Test
    void aChainIsNoCircle() {
        assertThat(find("web", Map.of("web", List.of("db"), "db", List.of("disk"))))
                .isEmpty();
    }

    @Test
    void twoWaysToTheSameProgramAreNoCircle() {
        assertThat(find("web", Map.of("web", List.of("db", "cache"), "db", List.of("disk"), "cache", List.of("disk"))))
                .isEmpty();
    }

    @Test
    void aProgramThatWaitsForItselfIsACircle() {
        assertThat(find("web", Map.of("web", List.of("web")))).contains(List.of("web", "web"));
    }

    @Test
    void aCircleBeginsAndEndsWithTheSameProgramAndLeavesOutTheWayToIt() {
        assertThat(find("app", Map.of("app", List.of("web"), "web", List.of("db"), "db", List.of("disk", "web"))))
                .contains(List.of("web", "db", "web"));
    }

    @Test
    void aCircleBehindADeadEndIsFound() {
        assertThat(find("a", Map.of("a", List.of("b", "c"), "b", List.of("d"), "c", List.of("a"))))
                .contains(List.of("a", "c", "a"));
    }

    @Test
    void aLongChainNeedsNoDeepStack() throws InterruptedException {
        assertThat(onASmallStack(number -> number < LONG ? List.of(name(number + 1)) : List.of()))
                .isEmpty();
    }

    @Test
    void aLongCircleNeedsNoDeepStack() throws InterruptedException {
        Optional<List<ProgramName>> circle = onASmallStack(number -> List.of(name(number < LONG ? number + 1 : 0)));
        assertThat(circle.orElseThrow()).hasSize(LONG + 2).startsWith(name(0)).endsWith(name(0));
    }

    private static Optional<List<ProgramName>> onASmallStack(Function<Integer, List<ProgramName>> before)
            throws InterruptedException {
        AtomicReference<Optional<List<ProgramName>>> answer = new AtomicReference<>();
        Runnable search = () -> answer.set(Circle.from(name(0), name -> before.apply(Integer.parseInt(name.value()))));
        Thread thread = new Thread(null, search, "small stack", SMALL_STACK);
        thread.start();
        thread.join();
        return answer.get();
    }

    private static ProgramName name(int number) {
        return new ProgramName(Integer.toString(number));
    }

    private static Optional<List<String>> find(String start, Map<String, List<String>> before) {
        return Circle.from(new ProgramName(start), name -> before.getOrDefault(name.value(), List.of()).stream()
                        .map(ProgramName::new)
                        .toList())
                .map(circle -> circle.stream().map(ProgramName::value).toList());
    }
}
