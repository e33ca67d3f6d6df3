// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.procmon.core.order.Group;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.api.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

    private final Targets targets = new Targets(
            names("db", "web:0", "web:1", "worker", "proxy"),
            names("web", "idle"),
            List.of(group("back", "db", "worker"), group("all", "web", "back")));

    @ParameterizedTest
    @CsvSource({
        "db, db",
        "web, web:0 web:1",
        "web:1, web:1",
        "web:*, web:0 web:1",
        "w*, web:0 web:1 worker",
        "*, db web:0 web:1 worker proxy",
        "??, db",
        "*:?, web:0 web:1",
        "@back, db worker",
        "@all, db web:0 web:1 worker",
        "idle, ''"
    })
    void whatIsGivenMeansThese(String pattern, String expected) {
        assertThat(String.join(" ", texts(targets.find(List.of(pattern))))).isEqualTo(expected);
    }

    @Test
    void eachIsFoundOnceInTheOrderOfTheConfiguration() {
        assertThat(texts(targets.find(List.of("proxy", "web", "web:0", "@back"))))
                .containsExactly("db", "web:0", "web:1", "worker", "proxy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wbe|there is no program \"wbe\", did you mean web?",
                "zzzzzz|there is no program \"zzzzzz\", there are: db, web:0, web:1, worker, proxy",
                "x*|no program matches \"x*\", there are: db, web:0, web:1, worker, proxy",
                "@bakc|there is no group \"bakc\", did you mean @back?",
                "@zzzzz|there is no group \"zzzzz\", expected one of: @all, @back",
                "web:7|there is no program \"web:7\", did you mean web:0?"
            })
    void whatMeansNobodyIsRefusedWithTheNearest(String pattern, String message) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> targets.find(List.of("db", pattern)));

        assertThat(refused).hasMessage(message);
        assertThat(refused.kind()).isEqualTo(RefusedException.Kind.UNKNOWN);
    }

    @Test
    void allThatMeanNobodyAreNamed() {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> targets.find(List.of("wbe", "bd")));

        assertThat(refused.errors())
                .containsExactly(
                        "there is no program \"wbe\", did you mean web?",
                        "there is no program \"bd\", there are: db, web:0, web:1, worker, proxy");
    }

    @Test
    void noTextThatIsGivenForgesALine() {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> targets.find(List.of("a\nb\u001b[2J")));

        assertThat(refused.getMessage()).startsWith("there is no program \"a?b?[2J\"");
        assertThat(catchThrowableOfType(RefusedException.class, () -> targets.find(List.of("x".repeat(100_000))))
                        .getMessage())
                .hasSizeLessThan(300);
    }

    @Test
    void whereOneIsAskedForAFamilyIsRefused() {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> targets.one("web"));

        assertThat(refused).hasMessage("web means more than one program, expected one of: web:0, web:1");
        assertThat(targets.one("web:1").value()).isEqualTo("web:1");
    }

    @Test
    void familiesAreFoundWithoutReplicasToo() {
        assertThat(texts(targets.families(List.of("web", "id*")))).containsExactlyInAnyOrder("web", "idle");
        assertThat(catchThrowableOfType(RefusedException.class, () -> targets.families(List.of("web:0"))))
                .hasMessage("web:0 is one replica, expected the program: web");
    }

    @Test
    void aMatcherKnowsThoseWhoComeLater() {
        var web = targets.matcher(List.of("web"));
        assertThat(web.test("web:9")).isTrue();
        assertThat(web.test("db")).isFalse();
        assertThat(targets.matcher(List.of("w*")).test("weather")).isTrue();
        assertThat(targets.matcher(List.of("@all")).test("web:9")).isTrue();
        assertThat(targets.matcher(List.of("@all")).test("proxy")).isFalse();
    }

    @Test
    void aPatternOfManyStarsTakesNoLongTime() {
        assertThat(Glob.matches("*a".repeat(50) + "b", "a".repeat(5_000))).isFalse();
        assertThat(Glob.matches("*a".repeat(50), "a".repeat(5_000))).isTrue();
    }

    private static Group group(String name, String... members) {
        return new Group(name, List.of(members), Strategy.ONE_FOR_ONE, Optional.empty());
    }

    private static List<ProgramName> names(String... names) {
        return List.of(names).stream().map(ProgramName::new).toList();
    }

    private static List<String> texts(List<ProgramName> names) {
        return names.stream().map(ProgramName::value).toList();
    }
}
