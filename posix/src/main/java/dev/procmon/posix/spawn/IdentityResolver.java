// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Identity;
import dev.procmon.posix.accounts.AccountException;
import dev.procmon.posix.accounts.HostAccounts;
import dev.procmon.posix.accounts.HostUser;
import dev.procmon.posix.spawn.Credentials.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns an identity into numbers, by the rules of {@link Identity}. May wait for a network. */
final class IdentityResolver {

    private final HostAccounts accounts;

    IdentityResolver(HostAccounts accounts) {
        this.accounts = accounts;
    }

    /** Return the numbers, or throw the failure of the spawn. */
    Credentials resolve(Identity identity) throws UnknownAccountException, AccountException {
        Optional<HostUser> known = Optional.empty();
        int user = Credentials.UNCHANGED;
        if (identity.user().isPresent()) {
            Account account = identity.user().get();
            known = accounts.user(account);
            user = userId(account, known);
        }
        int group = group(identity, known);
        if (identity.groups().isPresent()) {
            return new Credentials(
                    user, group, Groups.EXACT, ids(identity.groups().get()));
        }
        if (identity.user().isEmpty()) {
            return new Credentials(user, group, Groups.KEPT, List.of());
        }
        List<Integer> groups = new ArrayList<>();
        for (long id : accounts.groupsOf(identity.user().get(), Integer.toUnsignedLong(group))) {
            groups.add((int) id);
        }
        if (groups.isEmpty()) {
            groups.add(group);
        }
        return new Credentials(user, group, Groups.OF_USER, groups);
    }

    private static int userId(Account account, Optional<HostUser> known) throws UnknownAccountException {
        if (account instanceof Account.Id id) {
            return (int) id.id();
        }
        if (known.isEmpty()) {
            throw new UnknownAccountException("no such user: " + account);
        }
        return (int) known.get().id();
    }

    private int group(Identity identity, Optional<HostUser> user) throws UnknownAccountException, AccountException {
        if (identity.group().isPresent()) {
            return id(identity.group().get());
        }
        if (user.isPresent()) {
            return (int) user.get().group();
        }
        if (identity.user().isPresent()) {
            throw new UnknownAccountException("user " + identity.user().get()
                    + " is not in the user database and so has no group of its own: name a group");
        }
        return Credentials.UNCHANGED;
    }

    private List<Integer> ids(List<Account> groups) throws UnknownAccountException, AccountException {
        List<Integer> ids = new ArrayList<>(groups.size());
        for (Account group : groups) {
            ids.add(id(group));
        }
        return ids;
    }

    private int id(Account group) throws UnknownAccountException, AccountException {
        Optional<Long> id = accounts.group(group);
        if (id.isEmpty()) {
            throw new UnknownAccountException("no such group: " + group);
        }
        return id.get().intValue();
    }

    /** There is no such account. */
    static final class UnknownAccountException extends Exception {

        private final SpawnFailure failure;

        UnknownAccountException(String message) {
            super(message);
            this.failure = new SpawnFailure("ENOENT", message);
        }

        SpawnFailure failure() {
            return failure;
        }
    }
}
