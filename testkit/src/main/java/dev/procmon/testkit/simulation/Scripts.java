// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.util.List;

/** What the programs of a world do while there are faults. Nothing lasts for ever but a healthy program. */
final class Scripts {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int ROW_MAX = 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> ERRORS = List.of("EAGAIN", "ENOENT", "ENOMEM", "EMFILE", "E2BIG");
    private static final List<Signal> DEADLY = List.of(new Signal(11), Signal.KILL, new Signal(6), Signal.TERM);

    /** What every program does once there are no faults any more. */
    static final ChildScript HEALTHY = ChildScript.runsForever().thatTells(Duration.ofSeconds(1), "READY=1");

    /** What every hook does once there are no faults any more. */
    static final ChildScript OBEDIENT = ChildScript.exitsAfter(Duration.ofMillis(10), 0);

    private final Chance chance;

    Scripts(Chance chance) {
        this.chance = chance;
    }

    /** What a program does in its next runs. The last is what it goes on with, so that one is no crash loop for days. */
    ChildScript[] row() {
        ChildScript[] row = new ChildScript[chance.upTo(ROW_MAX)];
        for (int i = 0; i < row.length; i++) {
            row[i] = next();
        }
        row[row.length - 1] = writing(ChildScript.runsForever().thatEndsAfter(chance.between(HOUR, DAY), ending()));
        return row;
    }

    ChildScript next() {
        if (chance.oneIn(8)) {
            return ChildScript.failsToSpawn(chance.of(ERRORS));
        }
        ChildScript script = ChildScript.runsForever().thatEndsAfter(chance.between(MOMENT, DAY), ending());
        script = chance.oneIn(4) ? script.thatIgnores(Signal.TERM) : script;
        script = chance.oneIn(3) ? script.thatExitsOn(Signal.TERM, chance.between(MOMENT, DAY), 0) : script;
        script = chance.oneIn(6) ? script.thatIsEndedBy(Signal.KILL, chance.between(MOMENT, HOUR)) : script;
        script = chance.oneIn(12) ? script.thatMayNotBeSent(Signal.TERM, "EPERM") : script;
        script = chance.oneIn(12) ? untouchable() : script;
        script = chance.oneIn(5) ? script.thatIsSpawnedAfter(chance.between(MOMENT, Duration.ofMinutes(1))) : script;
        script = chance.oneIn(5) ? script.whoseOutputIsHeldFor(chance.between(MOMENT, HOUR)) : script;
        script = chance.oneIn(5) ? script.thatLeavesBehind(chance.between(MOMENT, HOUR)) : script;
        script = chance.oneIn(2) ? script : script.thatTells(chance.between(MOMENT, Duration.ofMinutes(5)), "READY=1");
        return writing(script);
    }

    /** What hooks do: most succeed, some fail, hang or cannot be spawned. */
    ChildScript[] hooks() {
        ChildScript[] row = new ChildScript[ROW_MAX];
        for (int i = 0; i < row.length; i++) {
            row[i] = chance.oneIn(6)
                    ? ChildScript.failsToSpawn("ENOENT")
                    : ChildScript.exitsAfter(chance.between(MOMENT, Duration.ofMinutes(1)), chance.oneIn(4) ? 1 : 0);
        }
        return row;
    }

    /** One that only ends by itself. */
    private ChildScript untouchable() {
        return ChildScript.runsForever()
                .thatEndsAfter(chance.between(MOMENT, HOUR), ending())
                .thatMayNotBeSent(Signal.TERM, "EPERM")
                .thatMayNotBeSent(Signal.KILL, "EPERM");
    }

    private ExitStatus ending() {
        return chance.oneIn(2) ? ExitStatus.exited(chance.below(256)) : ExitStatus.signaled(chance.of(DEADLY));
    }

    private ChildScript writing(ChildScript script) {
        ChildScript writing = script;
        for (int i = chance.below(4); i > 0; i--) {
            writing = writing.thatWrites(chance.between(MOMENT, HOUR), chance.oneIn(3) ? "half" : "line\n");
        }
        return writing;
    }
}
