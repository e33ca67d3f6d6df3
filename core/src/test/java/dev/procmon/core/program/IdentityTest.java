// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IdentityTest {

    private static final Account WEB = Account.of("www-data");

    @Test
    void theSupervisorsOwnIdentityIsTheOneThatLeavesEverythingOut() {
        assertThat(Identity.OWN.isOwn()).isTrue();
        assertThat(Identity.of(Optional.empty(), Optional.empty())).isEqualTo(Identity.OWN);
    }

    @Test
    void anIdentityWithAUserOrAGroupOrGroupsIsNotTheSupervisorsOwn() {
        assertThat(Identity.of(Optional.of(WEB), Optional.empty()).isOwn()).isFalse();
        assertThat(Identity.of(Optional.empty(), Optional.of(WEB)).isOwn()).isFalse();
        assertThat(new Identity(Optional.empty(), Optional.empty(), Optional.of(List.of())).isOwn())
                .isFalse();
    }

    @Test
    void theGroupsAreCopied() {
        List<Account> groups = new ArrayList<>(List.of(WEB));
        Identity identity = new Identity(Optional.empty(), Optional.empty(), Optional.of(groups));
        groups.clear();
        assertThat(identity.groups()).contains(List.of(WEB));
    }
}
