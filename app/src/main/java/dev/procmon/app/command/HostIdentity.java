// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.core.program.Account;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.accounts.AccountException;
import dev.procmon.posix.accounts.HostAccounts;
import java.util.List;
import java.util.Optional;

/** Looks whether this host has the users and groups as whom programs run. */
final class HostIdentity {

    private final HostWarnings warnings;
    private final HostRights rights;

    HostIdentity(HostWarnings warnings, HostRights rights) {
        this.warnings = warnings;
        this.rights = rights;
    }

    void check(Program program) {
        Identity identity = program.identity();
        if (identity.isOwn()) {
            return;
        }
        try (HostAccounts accounts = HostAccounts.open()) {
            user(program.name(), identity.user(), accounts);
            if (identity.group().isPresent()) {
                group(program.name(), identity.group().get(), accounts);
            }
            for (Account group : identity.groups().orElse(List.of())) {
                group(program.name(), group, accounts);
            }
        } catch (PosixException | AccountException e) {
            warnings.add(program.name(), "it is unknown whether there are such a user and groups: " + e.getMessage());
        }
        if (!rights.has(HostRights.SET_USER_ID)) {
            warnings.add(program.name(), "only root may start programs as somebody else");
        }
    }

    private void user(ProgramName name, Optional<Account> user, HostAccounts accounts) throws AccountException {
        if (user.isPresent()
                && user.get() instanceof Account.Named
                && accounts.user(user.get()).isEmpty()) {
            warnings.add(name, "there is no user " + user.get());
        }
    }

    private void group(ProgramName name, Account group, HostAccounts accounts) throws AccountException {
        if (accounts.group(group).isEmpty()) {
            warnings.add(name, "there is no group " + group);
        }
    }
}
