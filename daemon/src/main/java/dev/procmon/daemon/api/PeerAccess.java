// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.config.ApiSettings;
import dev.procmon.config.Principal;
import dev.procmon.control.api.Role;
import dev.procmon.core.program.Account;
import dev.procmon.posix.accounts.AccountException;
import dev.procmon.posix.accounts.HostAccounts;
import dev.procmon.posix.accounts.HostUser;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jdk.net.UnixDomainPrincipal;

/**
 * Says what the user at the other end of the Unix socket may do, by what the kernel says of that process: root and the user of the
 * supervisor everything; others what the configuration gives to them, to their own group or to one that they are a member of. Used by one
 * thread.
 */
final class PeerAccess {

    /** It belongs to the user with whose rights this process acts. */
    private static final Path SELF = Path.of("/proc/self");

    private final ApiSettings settings;
    private final UserPrincipal self;
    private final Troubles troubles;

    private PeerAccess(ApiSettings settings, UserPrincipal self, Troubles troubles) {
        this.settings = settings;
        this.self = self;
        this.troubles = troubles;
    }

    /** Make it. */
    static PeerAccess of(ApiSettings settings, Troubles troubles) throws IOException {
        return new PeerAccess(settings, Files.getOwner(SELF), troubles);
    }

    /** Tell whether anybody is given a role. */
    static boolean isForOthers(ApiSettings settings) {
        return !settings.view().isEmpty()
                || !settings.operate().isEmpty()
                || !settings.configure().isEmpty();
    }

    /** Say who it is, and what that one may do. */
    Admission.Admitted admit(UnixDomainPrincipal peer) {
        Peer known = new Peer(peer);
        String id = known.uid().isPresent() ? " (uid " + known.uid().getAsLong() + ")" : "";
        return new Admission.Admitted(
                new Operations.Caller("user " + peer.user().getName() + id), roleOf(known));
    }

    private Role roleOf(Peer peer) {
        if (peer.principal.user().equals(self) || peer.isUser(new Account.Id(0))) {
            return Role.CONFIGURE;
        }
        if (has(peer, settings.configure())) {
            return Role.CONFIGURE;
        }
        if (has(peer, settings.operate())) {
            return Role.OPERATE;
        }
        return has(peer, settings.view()) ? Role.VIEW : Role.NONE;
    }

    private static boolean has(Peer peer, List<Principal> principals) {
        for (Principal each : principals) {
            boolean is =
                    switch (each) {
                        case Principal.User user -> peer.isUser(user.account());
                        case Principal.Group group -> peer.isMember(group.account());
                    };
            if (is) {
                return true;
            }
        }
        return false;
    }

    /** One at the other end of a connection. What is not needed to decide is not looked up. */
    private final class Peer {

        private final UnixDomainPrincipal principal;
        private Optional<List<Long>> groups = Optional.empty();

        Peer(UnixDomainPrincipal principal) {
            this.principal = principal;
        }

        boolean isUser(Account account) {
            try {
                return FileSystems.getDefault()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(account.toString())
                        .equals(principal.user());
            } catch (IOException e) {
                return false;
            }
        }

        boolean isMember(Account account) {
            try {
                if (FileSystems.getDefault()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByGroupName(account.toString())
                        .equals(principal.group())) {
                    return true;
                }
            } catch (IOException e) {
                return false;
            }
            return isFurtherMember(account);
        }

        OptionalLong uid() {
            try (HostAccounts accounts = HostAccounts.open()) {
                Optional<HostUser> user =
                        accounts.user(Account.of(principal.user().getName()));
                return user.isPresent() ? OptionalLong.of(user.get().id()) : OptionalLong.empty();
            } catch (AccountException e) {
                return OptionalLong.empty();
            }
        }

        /** The kernel tells only the group that the process has; what else the user is in stands in the group database. */
        private boolean isFurtherMember(Account account) {
            try (HostAccounts accounts = HostAccounts.open()) {
                if (groups.isEmpty()) {
                    Account user = Account.of(principal.user().getName());
                    Optional<HostUser> found = accounts.user(user);
                    groups = Optional.of(
                            found.isPresent()
                                    ? accounts.groupsOf(user, found.get().group())
                                    : List.of());
                }
                Optional<Long> group = accounts.group(account);
                troubles.cured(cause());
                return group.isPresent() && groups.get().contains(group.get());
            } catch (AccountException e) {
                troubles.tell(
                        cause(),
                        "the groups of user " + principal.user().getName() + " are not known: " + e.getMessage());
                return false;
            }
        }

        private String cause() {
            return "the groups of " + principal.user().getName();
        }
    }
}
