// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.program.Program;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.OwnVariables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What whoever started the supervisor has given to it, where that is a supervisor too. */
class OwnNotificationTest {

    private static final List<String> OURS_ALONE =
            List.of("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES");

    private static final Program SHOWS = PosixWorld.shell(
            "echo \"$NOTIFY_SOCKET,$WATCHDOG_PID,$WATCHDOG_USEC,$LISTEN_PID,$LISTEN_FDS,$LISTEN_FDNAMES\"");

    @Test
    void childrenDoNotInheritWhatIsTheSupervisorsAlone() {
        try (Caller caller = Caller.ofThisThread()) {
            OwnVariables variables = new OwnVariables(caller);
            OURS_ALONE.forEach(name -> variables.set(name, "ours"));
            try (PosixWorld world = new PosixWorld()) {
                assertThat(world.run(SHOWS).output()).isEqualTo(",,,,,\n");
                assertThat(world.run(SHOWS.withVariables(Map.of("NOTIFY_SOCKET", "/my/own")))
                                .output())
                        .isEqualTo("/my/own,,,,,\n");
            } finally {
                OURS_ALONE.forEach(variables::unset);
            }
        }
    }
}
