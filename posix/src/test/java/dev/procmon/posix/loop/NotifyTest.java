// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Notification;
import dev.procmon.core.program.Notification.Access;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What real programs say by sd_notify(3), and what others try to say in their name. */
@ParameterizedClass
@EnumSource(Mode.class)
class NotifyTest {

    /** Sends each of its arguments as a message. */
    private static final String SAY = "use Socket; socket(my $s, PF_UNIX, SOCK_DGRAM, 0) or die; "
            + "sub say_it { send($s, $_[0], 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET})) // die \"cannot send: $!\"; } ";

    private static final String SAY_ALL = SAY + "say_it($_) for @ARGV;";

    /** Sends a message with descriptors. */
    private static final String SAY_WITH = SAY
            + "sub say_with { my ($text, @fds) = @_; my $size = 16 + 4 * @fds; "
            + "my $control = pack('QiI', $size, SOL_SOCKET, 1) . pack('i*', @fds); $control .= \"\\0\" x (-length($control) % 8); "
            + "connect($s, pack_sockaddr_un($ENV{NOTIFY_SOCKET})); "
            + "my $vector = pack('PQ', $text, length $text); "
            + "my $message = pack('QLxxxxPQPQixxxx', 0, 0, $vector, 1, $control, length $control, 0); "
            + "syscall(SENDMSG, fileno $s, $message, 0) >= 0 or die \"cannot send: $!\"; } ";

    /** Tells the path of the socket. */
    private static final String TELL_SOCKET = "$| = 1; print \"$ENV{NOTIFY_SOCKET}\\n\"; ";

    /** Waits for a file. */
    private static final String UNTIL_THERE = "$| = 1; select(undef, undef, undef, 0.01) until -e $ARGV[0]; ";

    @Parameter
    Mode mode;

    @TempDir
    Path directory;

    private PosixWorld world;

    @BeforeEach
    void open() {
        world = mode.open();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatTheLeaderSaysIsToldInOrderAndBeforeItsEnd() {
        Observed run = world.run(sd(Access.MAIN, SAY_ALL, "READY=1\nSTATUS=up", "WATCHDOG=1", "STOPPING=1"));

        assertThat(run.notices)
                .containsExactly(
                        new Notice("READY=1\nSTATUS=up", run.pid()),
                        new Notice("WATCHDOG=1", run.pid()),
                        new Notice("STOPPING=1", run.pid()));
        assertThat(run.unheard).isEmpty();
        assertThat(run.ending()).isEqualTo(ExitStatus.exited(0));
    }

    @Test
    void whatAChildSaysCountsOnlyWhereAllAreListenedTo() {
        String script = SAY + "if (fork == 0) { say_it('STATUS=child'); exit 0 } wait; say_it('READY=1');";
        Observed all = world.run(sd(Access.ALL, script));
        Observed main = world.run(sd(Access.MAIN, script));

        assertThat(texts(all)).containsExactly("STATUS=child", "READY=1");
        assertThat(texts(main)).containsExactly("READY=1");
        assertThat(main.unheard).singleElement().asString().contains("where only the main process " + main.pid());
    }

    @Test
    void whoHasSaidSomethingAndEndedAtOnceCountsWhereAllAreListenedTo() {
        Path go = directory.resolve("go");
        Observed run = world.spawn(sd(
                Access.ALL,
                SAY + UNTIL_THERE + "if (fork == 0) { say_it('READY=1'); exit 0 } wait; print $?; sleep 1000;",
                go.toString()));
        run.pid();

        // While the reactor is busy nothing is heard, and so it finds that the sender has ended.
        world.call(() -> {
            create(go);
            Awaitility.await().until(() -> run.text(StdStream.STDOUT).equals("0"));
            return true;
        });

        world.await("ready", () -> texts(run).equals(List.of("READY=1")));
        assertThat(run.unheard).isEmpty();
    }

    @Test
    void whatTheLastOfATreeSaysIsToldBeforeTheEndOfTheRun() {
        Path go = directory.resolve("go");
        Observed run = world.spawn(sd(
                Access.ALL,
                SAY + "if (fork == 0) { " + UNTIL_THERE + "say_it('STATUS=last'); print 'said'; exit 0 }",
                go.toString()));
        Observed.get(run.leaderEnded);

        // Both what it says and its end come while the reactor is busy.
        world.call(() -> {
            create(go);
            Awaitility.await().until(() -> !run.isOpen(StdStream.STDOUT));
            return true;
        });

        run.output();
        assertThat(texts(run)).containsExactly("STATUS=last");
    }

    @Test
    void systemdNotifyIsHeardWhoeverRunsIt() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-notify")), "there is no systemd-notify here");
        Observed child = world.run(shell(Access.ALL, "systemd-notify --ready --status='all well'; exit 0"));
        Observed leader = world.run(shell(Access.MAIN, "exec systemd-notify --ready"));
        Observed user = world.run(shell(Access.ALL, "systemd-notify --ready; exit 0")
                .withIdentity(Identity.of(Optional.of(Account.of("nobody")), Optional.empty())));

        assertThat(String.join("\n", texts(child))).contains("READY=1", "STATUS=all well");
        assertThat(String.join("\n", texts(leader))).contains("READY=1");
        assertThat(leader.notices.getFirst().sender()).isEqualTo(leader.pid());
        assertThat(String.join("\n", texts(user))).contains("READY=1");
        assertThat(child.ending()).isEqualTo(ExitStatus.exited(0));
        assertThat(leader.ending()).isEqualTo(ExitStatus.exited(0));
    }

    @Test
    void aBarrierIsAnsweredOnceAllThatWasSaidBeforeIsHeard() {
        Observed run = world.run(sd(
                Access.MAIN,
                SAY_WITH + "say_it('STATUS=' . $_) for 1..50; pipe(my $r, my $w); "
                        + "say_with('BARRIER=1', fileno $w); close $w; sysread($r, my $b, 1); print 'answered';"));

        assertThat(run.text(StdStream.STDOUT)).isEqualTo("answered");
        assertThat(texts(run)).hasSize(51).last().isEqualTo("BARRIER=1");
    }

    @Test
    void descriptorsThatAreHandedInAreNotKept() {
        world.run(Program.of("p", "true"));
        long before = PosixWorld.descriptors();
        Observed run = world.run(
                sd(
                        Access.MAIN,
                        SAY_WITH
                                + "for (1..100) { socketpair(my $a, my $b, AF_UNIX, SOCK_STREAM, 0); "
                                + "say_with(\"FDSTORE=1\\nFDNAME=x\", fileno $a, fileno $b, fileno STDIN); } print defined $ENV{FDSTORE};"));

        assertThat(run.text(StdStream.STDOUT)).isEmpty();
        assertThat(texts(run)).hasSize(100);
        Awaitility.await()
                .untilAsserted(() -> assertThat(PosixWorld.descriptors()).isLessThanOrEqualTo(before + 1));
        run.output();
    }

    @Test
    void aDescriptorWhoseCloseTakesLongHoldsUpNobody() {
        Path go = directory.resolve("go");
        // The last close of a connection with SO_LINGER waits until the other side has read what is on its way.
        Observed run = world.spawn(sd(
                Access.MAIN,
                "use IO::Socket::INET; "
                        + SAY_WITH
                        + UNTIL_THERE
                        + "my $l = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die; "
                        + "my $c = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $l->sockport) or die; "
                        + "my $p = $l->accept; setsockopt($c, SOL_SOCKET, SO_LINGER, pack('ii', 1, 600)); "
                        + "$c->blocking(0); 1 while syswrite($c, 'x' x 65536); "
                        + "say_with('FDSTORE=1', fileno $c); close $c; print 'sent'; sleep 1000;",
                go.toString()));
        run.pid();

        // Nothing is heard before the program has closed it, so that the last close is the reactor's.
        world.call(() -> {
            create(go);
            Awaitility.await().until(() -> run.text(StdStream.STDOUT).equals("sent"));
            return true;
        });

        world.await("heard", () -> texts(run).equals(List.of("FDSTORE=1")));
        assertThat(world.run(Program.of("p", "true")).ending()).isEqualTo(ExitStatus.exited(0));
        assertThat(PosixWorld.threads()).contains("procmon-closer");
        world.signal(run, Signal.KILL);
        run.output();
    }

    @Test
    void aStrangerIsNotHeard() throws Exception {
        Observed run = world.spawn(sd(Access.ALL, TELL_SOCKET + "sleep 1000;"));
        String socket = socketOf(run);
        Process stranger = foreign(socket, SAY_ALL + " sleep 1000;", "READY=1");
        world.await("told of the stranger", () -> !run.unheard.isEmpty());
        stranger.destroyForcibly().waitFor();

        assertThat(run.notices).isEmpty();
        assertThat(run.unheard)
                .containsExactly("a message of process " + stranger.pid() + ", which is none of the program's");
    }

    @Test
    void aStrangerOfAnotherUserThatHasEndedIsNotHeard() throws Exception {
        Observed run = world.spawn(sd(Access.ALL, TELL_SOCKET + "sleep 1000;"));
        String socket = socketOf(run);
        world.call(() -> {
            // Nothing is heard meanwhile.
            try {
                return foreign(socket, "$< = $> = 65534; " + SAY_ALL, "READY=1").waitFor();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        world.await("told of the stranger", () -> !run.unheard.isEmpty());

        assertThat(run.notices).isEmpty();
        assertThat(run.unheard).singleElement().asString().contains("of user 65534, which has ended");
    }

    @Test
    void aForeignMainProcessIsLeftOutAndTheRestIsHeard() {
        Observed run = world.run(sd(Access.MAIN, SAY_ALL, "READY=1\nMAINPID=1\nSTATUS=up", "MAINPID=1"));

        assertThat(texts(run)).containsExactly("READY=1\nSTATUS=up");
        assertThat(run.unheard).containsExactly("it names process 1 as its main one, which is none of its own");
    }

    @Test
    void anotherMainProcessOfItsOwnIsTakenAndHeard() {
        Observed run = world.spawn(sd(
                Access.MAIN,
                SAY
                        + "$| = 1; my $c = fork; if ($c == 0) { $SIG{USR1} = sub { say_it('STATUS=new'); exit 7 }; print 'r'; "
                        + "sleep 1000 while 1; } say_it(\"MAINPID=$c\"); sleep 1000;"));
        world.await("another main process", () -> !run.notices.isEmpty());
        long main = Long.parseLong(run.notices.getFirst().text().substring("MAINPID=".length()));
        assertThat(world.call(() -> child(run).leader())).isEqualTo(main);

        Awaitility.await().until(() -> run.text(StdStream.STDOUT).equals("r"));
        world.signal(run, Signal.USR1, Reach.LEADER);

        world.await("heard", () -> run.notices.size() == 2);
        assertThat(run.notices.get(1)).isEqualTo(new Notice("STATUS=new", main));
        assertThat(run.unheard).isEmpty();
    }

    @Test
    void whatIsNoMessageIsToldOnceAndDoesNoHarm() {
        Observed run = world.run(sd(
                Access.MAIN,
                SAY
                        + "say_it('STATUS=' . ('x' x 4089)); say_it('STATUS=' . ('x' x 4090)) for 1..3; say_it(\"A\\0B\") for 1..3; "
                        + "say_it(''); say_it(\"STATUS=\\xff\\xfe\"); say_it(\"READY=1\\0\");"));

        assertThat(texts(run)).containsExactly("STATUS=" + "x".repeat(4089), "STATUS=\ufffd\ufffd", "READY=1");
        assertThat(run.unheard)
                .containsExactly("a message of more than 4096 bytes", "a message that holds a NUL character");
    }

    @Test
    void aHundredThousandMessagesKeepNobodyFromBeingSeen() {
        Observed flood = world.spawn(sd(Access.ALL, SAY + "say_it('STATUS=' . $_) for 1..100000;"));
        Observed other = world.run(Program.of("p", "true"));
        int heardMeanwhile = flood.notices.size();
        flood.output();

        assertThat(other.ending()).isEqualTo(ExitStatus.exited(0));
        assertThat(heardMeanwhile).isLessThan(100_000);
        assertThat(flood.notices).hasSize(100_000);
        assertThat(flood.notices.getLast().text()).isEqualTo("STATUS=100000");
    }

    @Test
    void theWatchdogIsToldToTheProgramItself() {
        Program program = shell(Access.MAIN, "echo $WATCHDOG_USEC $(( WATCHDOG_PID == $$ ))")
                .withNotification(new Notification.SdNotify(Access.MAIN, Optional.of(Duration.ofMillis(1500))));

        assertThat(world.run(program).output()).isEqualTo("1500000 1\n");
        assertThat(world.run(shell(Access.MAIN, "echo $WATCHDOG_USEC$WATCHDOG_PID"))
                        .output())
                .isEqualTo("\n");
    }

    @Test
    void aSocketIsReachedByEveryUserButItsDirectoryIsNotListed() throws Exception {
        Observed run = world.spawn(sd(Access.ALL, TELL_SOCKET + "sleep 1000;"));
        Path socket = Path.of(socketOf(run));

        assertThat(permissions(socket)).isEqualTo("rw-rw-rw-");
        assertThat(permissions(socket.getParent())).isEqualTo("rwx--x--x");
        world.signal(run, Signal.KILL);
        run.output();
        assertThat(socket).doesNotExist();
    }

    @Test
    void nothingIsLeftOfARunNorOfAReactor() throws Exception {
        Path directory = Path.of(
                        world.run(sd(Access.ALL, "print $ENV{NOTIFY_SOCKET};")).output())
                .getParent();
        long before = PosixWorld.descriptors();
        for (int i = 0; i < 20; i++) {
            world.run(sd(Access.ALL, SAY_ALL, "READY=1"));
            assertThat(world.spawn(Program.of("p", "/nope")
                                    .withNotification(new Notification.SdNotify(Access.ALL, Optional.empty())))
                            .ending())
                    .isInstanceOf(SpawnFailure.class);
        }

        assertThat(PosixWorld.descriptors()).isEqualTo(before);
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
        Observed living = world.spawn(sd(Access.ALL, "sleep 1000"));
        living.pid();
        world.signal(living, Signal.KILL);
        living.output();
        world.close();
        assertThat(directory).doesNotExist();
    }

    private static Program sd(Access access, String perl, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "perl";
        command[1] = "-e";
        command[2] =
                "use constant SENDMSG => " + (System.getProperty("os.arch").equals("amd64") ? 46 : 211) + "; " + perl;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Program.of("sd", command).withNotification(new Notification.SdNotify(access, Optional.empty()));
    }

    private static Program shell(Access access, String script) {
        return PosixWorld.shell(script).withNotification(new Notification.SdNotify(access, Optional.empty()));
    }

    private static Process foreign(String socket, String perl, String argument) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("perl", "-e", perl, argument);
        builder.environment().put("NOTIFY_SOCKET", socket);
        return builder.start();
    }

    private static List<String> texts(Observed run) {
        synchronized (run.notices) {
            return run.notices.stream().map(Notice::text).toList();
        }
    }

    private static PosixChild child(Observed run) {
        ChildProcess process = Observed.get(run.process);
        return (PosixChild) process;
    }

    private static String socketOf(Observed run) {
        Awaitility.await().until(() -> run.text(StdStream.STDOUT).endsWith("\n"));
        return run.text(StdStream.STDOUT).strip();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
