// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sockets and descriptors a program can be given. */
final class ListeningSocketTest {

    private static final SocketEndpoint LOCAL = new SocketEndpoint.Tcp("127.0.0.1", 8080);

    @ParameterizedTest
    @ValueSource(strings = {"http", "a b", "é"})
    void anyNameWillDoThatTheListOfNamesCanHold(String name) {
        assertThat(new ListeningSocket(name, LOCAL).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a\n", "\0"})
    void aNameThatWouldBreakTheListOfNamesIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ListeningSocket(name, LOCAL));
    }

    @Test
    void aNameOfTheGreatestLengthWillDoAndALongerOneIsRefused() {
        assertThat(new ListeningSocket("n".repeat(255), LOCAL).name()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new ListeningSocket("n".repeat(256), LOCAL));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void aPortThatIsNoneIsRefused(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketEndpoint.Tcp("::", port));
    }

    @Test
    void anEndpointIsShownAsItIsWritten() {
        assertThat(LOCAL).hasToString("127.0.0.1:8080");
        assertThat(new SocketEndpoint.Tcp("::1", 65535)).hasToString("[::1]:65535");
        assertThat(new SocketEndpoint.Unix("/run/web.sock")).hasToString("unix:/run/web.sock");
    }

    @Test
    void aPathThatDoesNotFitASocketAddressIsRefused() {
        assertThat(new SocketEndpoint.Unix("p".repeat(107)).path()).hasSize(107);
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketEndpoint.Unix("p".repeat(108)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketEndpoint.Unix(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocketEndpoint.Unix("a\0b"));
    }

    @Test
    void theDescriptorOfNotificationsIsNoneThatHasAnotherMeaning() {
        assertThat(new Notification.Descriptor(3).number()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Notification.Descriptor(2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Notification.Descriptor(1024));
    }

    @Test
    void theDescriptorOfNotificationsIsNotThatOfASocket() {
        Program program = Program.of("web", "/bin/web").withSockets(List.of(new ListeningSocket("http", LOCAL)));
        assertThat(program.withNotification(new Notification.Descriptor(4)).sockets())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program.withNotification(new Notification.Descriptor(3)))
                .withMessage("descriptor 3 is that of a listening socket");
    }

    @Test
    void whatRunsBesideAProgramHasNeitherItsSocketsNorItsNotifications() {
        Program program = Program.of("web", "/bin/web")
                .withSockets(List.of(new ListeningSocket("http", LOCAL)))
                .withNotification(new Notification.Descriptor(4));
        Program hook = program.running(new Command(List.of("/bin/hook")));
        assertThat(hook.sockets()).isEmpty();
        assertThat(hook.notification()).isEqualTo(Notification.NONE);
        assertThat(hook.identity()).isEqualTo(program.identity());
    }
}
