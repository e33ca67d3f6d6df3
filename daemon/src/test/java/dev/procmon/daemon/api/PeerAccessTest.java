// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.config.ApiSettings;
import dev.procmon.config.Principal;
import dev.procmon.control.api.Role;
import dev.procmon.core.program.Account;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import jdk.net.UnixDomainPrincipal;
import org.junit.jupiter.api.Test;

final class PeerAccessTest {

    /** A user that is nobody's on any host. */
    private static final String STRANGER = "54321";

    private final Troubles troubles = new Troubles();

    private static UnixDomainPrincipal peer(String user, String group) throws IOException {
        UserPrincipalLookupService lookup = FileSystems.getDefault().getUserPrincipalLookupService();
        return new UnixDomainPrincipal(lookup.lookupPrincipalByName(user), lookup.lookupPrincipalByGroupName(group));
    }

    private Role role(
            UnixDomainPrincipal peer, List<Principal> view, List<Principal> operate, List<Principal> configure)
            throws IOException {
        ApiSettings settings = new ApiSettings(
                10,
                view,
                operate,
                configure,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        return PeerAccess.of(settings, troubles).admit(peer).role();
    }

    private static Principal user(String name) {
        return new Principal.User(Account.of(name));
    }

    private static Principal group(String name) {
        return new Principal.Group(Account.of(name));
    }

    @Test
    void rootAndTheOwnUserMayEverythingAndOthersNothing() throws IOException {
        String self = Files.getOwner(Path.of("/proc/self")).getName();
        assertThat(role(peer("0", "0"), List.of(), List.of(), List.of())).isEqualTo(Role.CONFIGURE);
        assertThat(role(peer(self, "0"), List.of(), List.of(), List.of())).isEqualTo(Role.CONFIGURE);
        assertThat(role(peer(STRANGER, STRANGER), List.of(), List.of(), List.of()))
                .isEqualTo(Role.NONE);
    }

    @Test
    void aUserHasTheHighestRoleThatIsGiven() throws IOException {
        List<Principal> stranger = List.of(user(STRANGER));
        assertThat(role(peer(STRANGER, "0"), stranger, List.of(), List.of())).isEqualTo(Role.VIEW);
        assertThat(role(peer(STRANGER, "0"), stranger, stranger, List.of())).isEqualTo(Role.OPERATE);
        assertThat(role(peer(STRANGER, "0"), stranger, List.of(), stranger)).isEqualTo(Role.CONFIGURE);
    }

    @Test
    void namesAndNumbersMeanTheSame() throws IOException {
        assertThat(role(peer("nobody", STRANGER), List.of(), List.of(user("65534")), List.of()))
                .isEqualTo(Role.OPERATE);
        assertThat(role(peer("65534", STRANGER), List.of(), List.of(user("nobody")), List.of()))
                .isEqualTo(Role.OPERATE);
        assertThat(role(peer(STRANGER, STRANGER), List.of(group(STRANGER)), List.of(), List.of()))
                .isEqualTo(Role.VIEW);
    }

    @Test
    void aNumberOfAGroupIsNoNumberOfAUser() throws IOException {
        assertThat(role(peer("nobody", STRANGER), List.of(), List.of(user(STRANGER)), List.of(group("65533"))))
                .isEqualTo(Role.NONE);
    }

    @Test
    void aNameThatNobodyHasGivesNothing() throws IOException {
        List<Principal> unknown = List.of(user("no-such-user"), group("no-such-group"));
        assertThat(role(peer(STRANGER, STRANGER), unknown, unknown, unknown)).isEqualTo(Role.NONE);
    }

    @Test
    void aGroupCountsForThoseWhoAreInItBesideTheirOwn() throws IOException {
        Optional<String[]> member = furtherMember();
        assumeTrue(member.isPresent(), "nobody on this host is in a further group");
        String user = member.get()[0];
        String group = member.get()[1];
        assertThat(role(peer(user, STRANGER), List.of(), List.of(group(group)), List.of()))
                .isEqualTo(Role.OPERATE);
        assertThat(role(peer(STRANGER, STRANGER), List.of(), List.of(group(group)), List.of()))
                .isEqualTo(Role.NONE);
    }

    @Test
    void whoAsksIsNamedWithTheNumber() throws IOException {
        PeerAccess access = PeerAccess.of(ApiSettings.STANDARD, troubles);
        assertThat(access.admit(peer("root", "root")).caller().description()).isEqualTo("user root (uid 0)");
        assertThat(access.admit(peer(STRANGER, STRANGER)).caller().description())
                .isEqualTo("user " + STRANGER);
        assertThat(troubles.all()).isEmpty();
    }

    /** Find somebody with a line in the group file who is not root. */
    private static Optional<String[]> furtherMember() throws IOException {
        for (String line : Files.readAllLines(Path.of("/etc/group"))) {
            String[] fields = line.split(":", -1);
            if (fields.length == 4 && !fields[3].isEmpty()) {
                String user = fields[3].split(",", -1)[0];
                if (!user.equals("root") && exists(user)) {
                    return Optional.of(new String[] {user, fields[0]});
                }
            }
        }
        return Optional.empty();
    }

    private static boolean exists(String user) throws IOException {
        try {
            return peer(user, "0") != null;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        }
    }
}
