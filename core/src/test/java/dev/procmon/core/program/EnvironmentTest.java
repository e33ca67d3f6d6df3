// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.program.Environment.Base;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTest {

    @Test
    void anEnvironmentIsExactlyItsVariablesOrAddsThemToTheSupervisorsOwn() {
        Map<String, String> variables = Map.of("A", "1");
        assertThat(Environment.of(variables)).isEqualTo(new Environment(Base.EMPTY, variables));
        assertThat(Environment.inheritedWith(variables)).isEqualTo(new Environment(Base.INHERITED, variables));
        assertThat(Environment.empty()).isEqualTo(new Environment(Base.EMPTY, Map.of()));
        assertThat(Environment.inherited()).isEqualTo(new Environment(Base.INHERITED, Map.of()));
    }

    @Test
    void theVariablesAreCopiedAndKeepTheirOrder() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("Z", "1");
        variables.put("A", "2");
        Environment environment = Environment.of(variables);
        variables.put("FORGED", "3");
        assertThat(environment.variables().keySet()).containsExactly("Z", "A");
    }

    @Test
    void theVariablesCannotBeChanged() {
        Map<String, String> variables = Environment.of(Map.of("A", "1")).variables();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> variables.put("B", "2"));
    }

    @Test
    void aValueMayBeEmptyAndHoldAnythingButNul() {
        assertThat(Environment.of(Map.of("A", "", "B", "x=y\nz")).variables()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "A=B", "A\0", "=A"})
    void aNameThatNoEnvironmentCanCarryIsRefused(String name) {
        Map<String, String> variables = Map.of(name, "value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.of(variables))
                .withMessageNotContaining("\0");
    }

    @Test
    void aValueWithANulCharacterIsRefusedAndNotRepeated() {
        Map<String, String> variables = Map.of("PASSWORD", "secret\0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.inheritedWith(variables))
                .withMessageContaining("PASSWORD")
                .withMessageNotContaining("secret");
    }
}
