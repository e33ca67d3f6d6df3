// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartPolicyTest {

    private static final Ending SPAWN_FAILURE = new SpawnFailure("ENOENT", "no such file: /nope");

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4}")
    @CsvSource(textBlock = """
                    # mode,     success, failure, signal, spawn failure
                    ALWAYS,     true,    true,    true,   true
                    ON_FAILURE, false,   true,    true,   true
                    NEVER,      false,   false,   false,  false
                    """)
    void theModeSaysAfterWhichEndingsAProgramIsStartedAgain(
            Mode mode, boolean success, boolean failure, boolean signal, boolean spawnFailure) {
        RestartPolicy policy = RestartPolicy.of(mode);
        assertThat(policy.restartsAfter(ExitStatus.exited(0))).isEqualTo(success);
        assertThat(policy.restartsAfter(ExitStatus.exited(1))).isEqualTo(failure);
        assertThat(policy.restartsAfter(ExitStatus.signaled(Signal.TERM))).isEqualTo(signal);
        assertThat(policy.restartsAfter(SPAWN_FAILURE)).isEqualTo(spawnFailure);
    }

    @Test
    void successCodesReplaceZero() {
        RestartPolicy policy = new RestartPolicy(Mode.ON_FAILURE, Set.of(2, 3), Set.of());
        assertThat(policy.restartsAfter(ExitStatus.exited(0))).isTrue();
        assertThat(policy.restartsAfter(ExitStatus.exited(2))).isFalse();
        assertThat(policy.restartsAfter(ExitStatus.exited(3))).isFalse();
    }

    @Test
    void aSignalIsNoSuccessEvenWhereItsShellCodeIsOne() {
        RestartPolicy policy = new RestartPolicy(Mode.ON_FAILURE, Set.of(0, 9, 137), Set.of());
        assertThat(policy.isSuccess(ExitStatus.exited(137))).isTrue();
        assertThat(policy.isSuccess(ExitStatus.signaled(Signal.KILL))).isFalse();
        assertThat(policy.restartsAfter(ExitStatus.signaled(Signal.KILL))).isTrue();
    }

    @Test
    void aSignalThatIsASuccessIsFollowedByNoRestartAfterAFailure() {
        RestartPolicy policy = new RestartPolicy(Mode.ON_FAILURE, Set.of(0), Set.of(Signal.TERM), Set.of());
        assertThat(policy.isSuccess(ExitStatus.signaled(Signal.TERM))).isTrue();
        assertThat(policy.restartsAfter(ExitStatus.signaled(Signal.TERM))).isFalse();
        assertThat(policy.restartsAfter(ExitStatus.signaled(Signal.KILL))).isTrue();
    }

    @Test
    void aFailedSpawnIsNoSuccess() {
        assertThat(RestartPolicy.ALWAYS.isSuccess(SPAWN_FAILURE)).isFalse();
    }

    @Test
    void afterANoRestartCodeAProgramStaysEndedWhateverTheMode() {
        for (Mode mode : Mode.values()) {
            RestartPolicy policy = new RestartPolicy(mode, Set.of(0), Set.of(77));
            assertThat(policy.restartsAfter(ExitStatus.exited(77))).isFalse();
        }
    }

    @Test
    void aNoRestartCodeIsNoSignal() {
        RestartPolicy policy = new RestartPolicy(Mode.ALWAYS, Set.of(0), Set.of(9, 137));
        assertThat(policy.restartsAfter(ExitStatus.signaled(Signal.KILL))).isTrue();
    }

    @Test
    void theCodesAreCopied() {
        Set<Integer> codes = new HashSet<>(Set.of(0));
        RestartPolicy policy = new RestartPolicy(Mode.ON_FAILURE, codes, codes);
        codes.clear();
        assertThat(policy).isEqualTo(new RestartPolicy(Mode.ON_FAILURE, Set.of(0), Set.of(0)));
    }
}
