// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndingTest {

    @Test
    void anEndingIsDescribedInAFewWords() {
        assertThat(ExitStatus.exited(1).describe()).isEqualTo("exited with 1");
        assertThat(ExitStatus.signaled(Signal.TERM).describe()).isEqualTo("killed by TERM");
        assertThat(new SpawnFailure("ENOENT", "no such file: /nope").describe())
                .isEqualTo("cannot be spawned: ENOENT (no such file: /nope)");
    }

    @Test
    void anExitByKillIsNotAnExitWithItsShellCode() {
        assertThat(ExitStatus.signaled(Signal.KILL)).isNotEqualTo(ExitStatus.exited(137));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    void anExitCodeIsAByte(int code) {
        assertThat(ExitStatus.exited(code)).isEqualTo(new ExitStatus.Exited(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void anExitCodeOutOfRangeIsRefused(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExitStatus.exited(code))
                .withMessage("exit code %d is not between 0 and 255", code);
    }
}
