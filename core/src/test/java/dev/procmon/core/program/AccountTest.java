// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000, 4_294_967_294L})
    void aNumberIsAnId(long id) {
        assertThat(Account.of(Long.toString(id))).isEqualTo(new Account.Id(id)).hasToString(Long.toString(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"www-data", "0x10", "-1", "+1", "1.5", "1000a", "٣"})
    void allElseIsAName(String name) {
        assertThat(Account.of(name)).isEqualTo(new Account.Named(name)).hasToString(name);
    }

    @Test
    void leadingZerosDoNotChangeAnId() {
        assertThat(Account.of("0042")).isEqualTo(new Account.Id(42));
    }

    @Test
    void theNumberThatMeansNoChangeToTheKernelIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Account.of("4294967295"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Account.Id(-1));
    }

    @Test
    void aNameThatIsEmptyOrHoldsANulCharacterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Account.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Account.of("root\0"));
    }
}
