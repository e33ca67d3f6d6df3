// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.posix.accounts.HostAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose a process is. Most of it takes root. */
class IdentityTest {

    private static final String IDS = "grep -E '^(Uid|Gid|Groups):' /proc/self/status | tr -s ' \\t' ' '";

    private final PosixWorld world = new PosixWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aUserBringsItsOwnGroups() throws Exception {
        assumeRoot();
        long group;
        try (HostAccounts accounts = HostAccounts.open()) {
            group = accounts.user(Account.of("nobody")).orElseThrow().group();
        }

        assertThat(ids(user("nobody"))).isEqualTo(ids("65534", Long.toString(group), Long.toString(group)));
    }

    @Test
    void aUserByNumberIsTheSame() throws Exception {
        assumeRoot();

        assertThat(ids(user("65534"))).isEqualTo(ids(user("nobody")));
    }

    @Test
    void aUserByNumberThatTheHostDoesNotKnowHasItsGroupAlone() throws Exception {
        assumeRoot();
        Identity identity = Identity.of(Optional.of(new Account.Id(54321)), Optional.of(new Account.Id(54322)));

        assertThat(ids(identity)).isEqualTo(ids("54321", "54322", "54322"));
    }

    @Test
    void groupsThatAreGivenAreTheOnesTheProcessHas() throws Exception {
        assumeRoot();
        Identity identity = new Identity(
                Optional.of(new Account.Id(54321)),
                Optional.of(new Account.Id(7)),
                Optional.of(List.of(new Account.Id(9), new Account.Id(8))));

        assertThat(ids(identity)).isEqualTo(ids("54321", "7", "8 9"));
    }

    @Test
    void aGroupAloneLeavesUserAndSupplementaryGroups() throws Exception {
        assumeRoot();
        String own = ids(Identity.OWN);

        String changed = ids(Identity.of(Optional.empty(), Optional.of(new Account.Id(54322))));

        assertThat(changed).isEqualTo(own.replaceFirst("Gid: .*", "Gid: 54322 54322 54322 54322"));
    }

    @Test
    void theNextProcessIsTheSupervisorsOwnAgain() throws Exception {
        assumeRoot();
        String own = ids(Identity.OWN);
        ids(user("nobody"));

        assertThat(ids(Identity.OWN)).isEqualTo(own);
        assertThat(world.run(PosixWorld.shell("grep ^CapEff /proc/self/status")).output())
                .isEqualTo(ownStatus("CapEff"));
    }

    @Test
    void theThreadsOfTheSupervisorStayWhoTheyAre() throws Exception {
        assumeRoot();
        ids(user("nobody"));

        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                assertThat(Files.readString(task.resolve("status"))).contains("Uid:\t0\t0\t0\t0\n");
            }
        }
    }

    @Test
    void anotherUserCanOpenItsOutputByPath() {
        assumeRoot();
        Program program = PosixWorld.shell("echo again > /dev/stdout").withIdentity(user("nobody"));

        assertThat(world.run(program).output()).isEqualTo("again\n");
    }

    @Test
    void anUnknownUserOrGroupIsNamed() {
        Account nobodyKnows = Account.of("nobody-knows");

        assertFailure(user("nobody-knows"), "ENOENT", "no such user: nobody-knows");
        assertFailure(Identity.of(Optional.empty(), Optional.of(nobodyKnows)), "ENOENT", "no such group: nobody-knows");
        assertFailure(
                user("54321"),
                "ENOENT",
                "user 54321 is not in the user database and so has no group of its own: name a group");
    }

    @Test
    void whoIsNotRootCannotBecomeSomebodyElse() {
        assumeTrue(!isRoot(), "root can");

        assertThat(failure(user("root"))).extracting(SpawnFailure::errno).isEqualTo("EPERM");
    }

    @Test
    void whoIsNotRootMayNameItself() throws Exception {
        String own = Long.toString((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));

        assertThat(ids(user(own))).contains("Uid: " + own);
    }

    private String ids(Identity identity) {
        return world.run(PosixWorld.shell(IDS).withIdentity(identity)).output();
    }

    private static String ids(String user, String group, String groups) {
        return "Uid: %1$s %1$s %1$s %1$s\nGid: %2$s %2$s %2$s %2$s\nGroups: %3$s \n".formatted(user, group, groups);
    }

    private static Identity user(String name) {
        return Identity.of(Optional.of(Account.of(name)), Optional.empty());
    }

    private SpawnFailure failure(Identity identity) {
        return (SpawnFailure)
                world.spawn(PosixWorld.shell("true").withIdentity(identity)).ending();
    }

    private void assertFailure(Identity identity, String errno, String detail) {
        assertThat(failure(identity)).isEqualTo(new SpawnFailure(errno, detail));
    }

    private static String ownStatus(String key) throws IOException {
        return Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow()
                .concat("\n");
    }

    private static void assumeRoot() {
        assumeTrue(isRoot(), "only root can give a process to somebody else");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
