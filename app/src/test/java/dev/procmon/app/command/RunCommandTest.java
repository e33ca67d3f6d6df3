// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.cli.args.ArgumentReader;
import dev.procmon.cli.args.UsageException;
import dev.procmon.config.LogPolicy;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.daemon.supervision.Supervised;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

    @Test
    void withoutOptionsItDoesWhatTheOriginalDoes() {
        Supervised supervised = supervised("/usr/bin/sleep 1");
        assertThat(supervised.policy()).isEqualTo(Policy.SEED);
        assertThat(supervised.policy().backoff()).isEqualTo(new Backoff(seconds(1), seconds(3600), 2, 0, seconds(1)));
        assertThat(supervised.policy().stop())
                .isEqualTo(new StopPlan(Signal.TERM, Reach.TREE, seconds(5), Optional.empty()));
        assertThat(supervised.program().name().value()).isEqualTo("sleep");
        assertThat(supervised.program().command().arguments()).containsExactly("/usr/bin/sleep", "1");
        assertThat(supervised.program().environment()).isEqualTo(Environment.inherited());
        assertThat(supervised.program().directory()).isEmpty();
        assertThat(supervised.program().identity()).isEqualTo(Identity.OWN);
        assertThat(supervised.log()).isEqualTo(LogPolicy.SHOWN);
    }

    @Test
    void optionsBehindTheCommandAreItsOwn() {
        Supervised supervised = supervised("-t 2 sh -t 3 --name x");
        assertThat(supervised.program().command().arguments()).containsExactly("sh", "-t", "3", "--name", "x");
        assertThat(supervised.policy().backoff().threshold()).isEqualTo(seconds(2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1.5, 1500", "0, 0", "500ms, 500", "2m, 120000", "1h30m, 5400000", "0.25, 250"})
    void timesAreSecondsOrHaveUnits(String text, long milliseconds) {
        Duration expected = Duration.ofMillis(milliseconds);
        Policy policy = supervised("-t " + text + " -k " + text + " -m 0 -M " + text + " sleep")
                .policy();
        assertThat(policy.backoff().threshold()).isEqualTo(expected);
        assertThat(policy.backoff().max()).isEqualTo(expected);
        assertThat(policy.stop().grace()).isEqualTo(expected);
    }

    @Test
    void everythingElseCanBeSaid() {
        Supervised supervised = supervised(
                "--name web --uid www-data --gid 33 --cwd /srv --env A=1 --env B=x=y --env C= -m 2 --max-restart-delay=8 -- ls");
        assertThat(supervised.program().name().value()).isEqualTo("web");
        assertThat(supervised.program().identity())
                .isEqualTo(Identity.of(Optional.of(new Account.Named("www-data")), Optional.of(new Account.Id(33))));
        assertThat(supervised.program().directory()).contains("/srv");
        assertThat(supervised.program().environment())
                .isEqualTo(Environment.inheritedWith(Map.of("A", "1", "B", "x=y", "C", "")));
        assertThat(supervised.policy().backoff().min()).isEqualTo(seconds(2));
        assertThat(supervised.policy().backoff().max()).isEqualTo(seconds(8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            -t soon ls        ; --threshold: "soon" is no time, expected seconds such as 1.5, or a number with a unit such as 500ms or 2m
            -k -1 ls          ; --kill-time: "-1" is no time, expected seconds such as 1.5, or a number with a unit such as 500ms or 2m
            -m 2m -M 90 ls    ; --min-restart-delay (2m) is longer than --max-restart-delay (1m30s)
            -m 4000 ls        ; --min-restart-delay (1h6m40s) is longer than --max-restart-delay (1h)
            --env A ls        ; --env: "A" is no variable, expected NAME=VALUE
            --env =1 ls       ; --env: "=1" is no variable, expected NAME=VALUE
            --uid= ls         ; account name is empty or holds a NUL character
            """)
    void whatDoesNotMakeSenseIsSaid(String line, String message) {
        assertThatThrownBy(() -> supervised(line))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private static Supervised supervised(String line) {
        return RunCommand.supervised(ArgumentReader.read(new RunCommand().spec(), List.of(line.split(" ", -1))));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
