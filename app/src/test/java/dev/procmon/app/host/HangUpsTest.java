// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.plan.Plan;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.events.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of HUP. */
class HangUpsTest {

    private static final Plan NOTHING = new Plan("procmon.toml", List.of(), List.of(), List.of(), List.of());

    private final List<CompletableFuture<Plan>> reloads = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();
    private final HangUps hangUps = new HangUps(
            caller -> {
                assertThat(caller.description()).isEqualTo("SIGHUP");
                reloads.add(new CompletableFuture<>());
                return reloads.getLast();
            },
            told::add);

    @Test
    void eachReloads() {
        hangUps.run();
        reloads.getLast().complete(NOTHING);
        hangUps.run();
        assertThat(reloads).hasSize(2);
        assertThat(told).isEmpty();
    }

    @Test
    void thoseThatComeDuringAReloadAreDoneAfterItInOne() {
        hangUps.run();
        hangUps.run();
        hangUps.run();
        assertThat(reloads).hasSize(1);
        reloads.getLast().complete(NOTHING);
        assertThat(reloads).hasSize(2);
        reloads.getLast().complete(NOTHING);
        assertThat(reloads).hasSize(2);
    }

    @Test
    void oneThatFailsIsNoHindranceToTheNext() {
        hangUps.run();
        reloads.getLast()
                .completeExceptionally(
                        new RefusedException(RefusedException.Kind.INVALID, "procmon.toml has mistakes"));
        assertThat(told).isEmpty();
        hangUps.run();
        assertThat(reloads).hasSize(2);
    }

    @Test
    void oneThatComesWhileSomebodyElseReloadsIsTold() {
        hangUps.run();
        reloads.getLast()
                .completeExceptionally(
                        new RefusedException(RefusedException.Kind.CONFLICT, "a reload is under way already"));
        assertThat(told)
                .containsExactly(new Notice.ReloadFailed(0, 0, List.of(), "a reload is under way already", "SIGHUP"));
    }
}
