// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostAccountsTest {

    private final HostAccounts accounts = HostAccounts.open();

    @AfterEach
    void close() {
        accounts.close();
    }

    @Test
    void rootIsFoundByNameAndByNumber() throws Exception {
        assertThat(accounts.user(Account.of("root"))).contains(new HostUser(0, 0));
        assertThat(accounts.user(Account.of("0"))).contains(new HostUser(0, 0));
        assertThat(accounts.group(Account.of("root"))).contains(0L);
    }

    @Test
    void theUnknownIsEmpty() throws Exception {
        assertThat(accounts.user(Account.of("nobody-knows"))).isEmpty();
        assertThat(accounts.user(Account.of("4000000000"))).isEmpty();
        assertThat(accounts.group(Account.of("nobody-knows"))).isEmpty();
        assertThat(accounts.groupsOf(Account.of("nobody-knows"), 0)).isEmpty();
    }

    @Test
    void aGroupByNumberIsItsNumber() throws Exception {
        assertThat(accounts.group(Account.of("4000000000"))).contains(4_000_000_000L);
    }

    @Test
    void theGroupsOfAUserHoldTheGivenOne() throws Exception {
        assertThat(accounts.groupsOf(Account.of("root"), 12345)).contains(12345L);
    }
}
