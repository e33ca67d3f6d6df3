// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostUsageTest {

    /** What is shown of a process whose name was chosen to look like the rest of the line. */
    private static final String STAT =
            "7 (a) R 9 (b) S 3 7 5 0 -1 4194304 0 0 0 0 10 20 30 40 20 0 1 0 12345 1000000 250 18446744073709551615 1";

    @Test
    void aLineIsReadWhateverTheProcessIsCalled() {
        assertThat(UsageStat.parse(7, STAT)).contains(new UsageStat(7, false, 3, 5, 100, 250));
    }

    @Test
    void whatHasEndedIsSeen() {
        assertThat(UsageStat.parse(7, STAT.replace(") S ", ") Z ")).map(UsageStat::ended))
                .contains(true);
    }

    @Test
    void aLineThatIsCutIsNone() {
        for (int length = 0; length < STAT.indexOf(" 250") + 4; length++) {
            assertThat(UsageStat.parse(7, STAT.substring(0, length))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aTreeIsCountedWholeAndOthersAreNot() throws Exception {
        Process shell = tree(2, "sleep 600 & sh -c 'sleep 600 & echo there; wait' & ");
        Process other = tree(1, "sleep 600 & ");
        try {
            Map<Long, TreeUsage> usage = HostUsage.of(List.of(shell.pid(), other.pid(), 4_000_000L));

            assertThat(usage.get(shell.pid()).processes()).isEqualTo(4);
            assertThat(usage.get(shell.pid()).memoryBytes()).isPositive();
            assertThat(usage.get(other.pid()).processes()).isEqualTo(2);
            assertThat(usage.get(4_000_000L)).isEqualTo(TreeUsage.NONE);
        } finally {
            end(shell);
            end(other);
        }
    }

    @Test
    void timeThatChildrenHaveUsedWhoAreGoneCounts() throws Exception {
        Process shell = tree(1, "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; ");
        try {
            assertThat(HostUsage.of(List.of(shell.pid())).get(shell.pid()).cpuSeconds())
                    .isPositive();
        } finally {
            end(shell);
        }
    }

    @Test
    void thoseOfATreeAreDescribed() throws Exception {
        Process shell = tree(1, "sleep 600 & ");
        try {
            assertThat(HostUsage.members(shell.pid(), 5))
                    .extracting(each -> each.command())
                    .containsExactlyInAnyOrderElementsOf(List.of("sleep 600", commandOf(shell)));
            assertThat(HostUsage.members(shell.pid(), 1)).hasSize(1);
        } finally {
            end(shell);
        }
    }

    /**
     * A shell and others, each of which says when those are there that it starts.
     *
     * @param shells how many say so
     */
    private static Process tree(int shells, String what) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", what + "echo there; read line").start();
        BufferedReader said = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        for (int i = 0; i < shells; i++) {
            assertThat(said.readLine()).isEqualTo("there");
        }
        return shell;
    }

    private static String commandOf(Process shell) {
        return HostUsage.members(shell.pid(), 10).stream()
                .filter(each -> each.pid() == shell.pid())
                .findFirst()
                .orElseThrow()
                .command();
    }

    private static void end(Process shell) throws InterruptedException {
        List<ProcessHandle> all = shell.descendants().toList();
        shell.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        shell.waitFor();
    }
}
