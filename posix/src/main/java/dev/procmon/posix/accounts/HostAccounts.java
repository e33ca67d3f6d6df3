// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.accounts;

import dev.procmon.core.program.Account;
import dev.procmon.posix.libc.Accounts;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks users and groups up, in the files of the host or wherever else it keeps them. That can take as long as a network
 * takes. For the thread that opened it, and for a short time: what a look-up needs is given back at the end.
 */
public final class HostAccounts implements AutoCloseable {

    private final Caller caller;
    private final Accounts accounts;

    private HostAccounts(Caller caller) {
        this.caller = caller;
        this.accounts = new Accounts(caller);
    }

    /**
     * Open the databases.
     *
     * @throws dev.procmon.posix.UnsupportedPlatformException if this is not Linux with glibc
     */
    public static HostAccounts open() {
        Platform.check();
        return new HostAccounts(Caller.ofThisThread());
    }

    /** Find a user. One by number may be used without being found. */
    public Optional<HostUser> user(Account account) throws AccountException {
        int found;
        if (account instanceof Account.Named named) {
            found = accounts.findUser(named.name());
        } else {
            found = accounts.findUser((int) ((Account.Id) account).id());
        }
        if (found == 0) {
            return Optional.empty();
        }
        AccountException.check(found, "user database, looking for " + account);
        return Optional.of(
                new HostUser(Integer.toUnsignedLong(accounts.user()), Integer.toUnsignedLong(accounts.groupOfUser())));
    }

    /** Return all groups of a user, a given one among them. Empty if there is no such user. */
    public List<Long> groupsOf(Account user, long with) throws AccountException {
        if (user(user).isEmpty()) {
            return List.of();
        }
        List<Long> groups = new ArrayList<>();
        for (int group : accounts.groupsOfUser((int) with)) {
            groups.add(Integer.toUnsignedLong(group));
        }
        return groups;
    }

    /** Find the id of a group. A number is its own id, whether or not the database knows it. */
    public Optional<Long> group(Account account) throws AccountException {
        if (account instanceof Account.Id id) {
            return Optional.of(id.id());
        }
        int found = accounts.findGroup(((Account.Named) account).name());
        AccountException.check(Math.min(found, 0), "group database, looking for " + account);
        return found == 0 ? Optional.empty() : Optional.of(Integer.toUnsignedLong(accounts.group()));
    }

    @Override
    public void close() {
        caller.close();
    }
}
