// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"web", "Web.1", "a/b", "two words", "über-dienst", "😀", "[x] y", "-"})
    void anyTextWillDo(String name) {
        assertThat(new ProgramName(name)).hasToString(name);
    }

    @Test
    void aNameOfTheGreatestLengthWillDoAndALongerOneIsRefused() {
        String longest = "n".repeat(ProgramName.LENGTH_MAX);
        assertThat(new ProgramName(longest).value()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgramName(longest + "n"))
                .withMessage("program name of 256 characters is longer than 255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "a\r", "a\tb", "\0", "\u001b[31m", "\u007f", "a\u0085b"})
    void aNameThatCouldForgeALineOfALogIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgramName(name))
                .withMessage("program name holds a control character");
    }

    @ParameterizedTest
    @CsvSource({"web:0,web", "web:12,web", "a:b:3,a:b", "web,web", "web:,web:", "web:x,web:x", "web:1x,web:1x", ":0,:0"
    })
    void theFamilyOfAReplicaIsTheProgramThatItIsAReplicaOf(String name, String family) {
        assertThat(new ProgramName(name).family()).hasToString(family);
    }

    @Test
    void aReplicaBelongsToTheFamilyOfItsProgram() {
        ProgramName web = new ProgramName("web");
        assertThat(web.replica(3)).hasToString("web:3");
        assertThat(web.replica(3).family()).isEqualTo(web);
    }

    @Test
    void digitsOfOtherScriptsAreNoNumberOfAReplica() {
        assertThat(new ProgramName("web:٣").family()).hasToString("web:٣");
    }
}
