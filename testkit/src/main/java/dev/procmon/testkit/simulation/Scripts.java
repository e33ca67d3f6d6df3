// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.testkit.ChildScript;
import dev.procmon.testkit.ProbeAnswer;
import java.time.Duration;
import java.util.List;

/** What the programs of a world do while there are faults. Nothing lasts for ever but a healthy program. */
final class Scripts {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final int ROW_MAX = 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> ERRORS = List.of("EAGAIN", "ENOENT", "ENOMEM", "EMFILE", "E2BIG");
    private static final List<Signal> DEADLY = List.of(new Signal(11), Signal.KILL, new Signal(6), Signal.TERM);

    /** The executable of all hooks. */
    static final String HOOK = "hook";

    private final Chance chance;
    private final boolean related;

    /**
     * Make it.
     *
     * @param related whether programs say when they are ready, and leave others behind
     */
    Scripts(Chance chance, boolean related) {
        this.chance = chance;
        this.related = related;
    }

    /** A program that is well. */
    static ChildScript healthy() {
        return ChildScript.runsForever().thatTells(SOON, "READY=1");
    }

    /** A program that does its work and ends. */
    static ChildScript working() {
        return ChildScript.exitsAfter(SOON, 0).thatTells(MOMENT, "READY=1");
    }

    /** What the next hooks do: most succeed, some fail or hang. */
    ChildScript[] hooks() {
        ChildScript[] row = new ChildScript[ROW_MAX];
        for (int i = 0; i < row.length; i++) {
            row[i] = chance.oneIn(6)
                    ? ChildScript.runsForever().thatLeavesBehind(chance.between(MOMENT, HOUR))
                    : ChildScript.exitsAfter(chance.between(MOMENT, Duration.ofSeconds(10)), chance.below(2));
        }
        return row;
    }

    /** What the next probes of a program find. */
    ProbeAnswer[] answers() {
        ProbeAnswer[] row = new ProbeAnswer[ROW_MAX];
        for (int i = 0; i < row.length; i++) {
            row[i] = chance.oneIn(3)
                    ? chance.oneIn(2) ? ProbeAnswer.never() : ProbeAnswer.failing("so the world says")
                    : ProbeAnswer.after(chance.between(MOMENT, Duration.ofSeconds(5)), ProbeResult.PASSED);
        }
        return row;
    }

    /** What a program does in its next runs. The last is what it goes on with, so that one is no crash loop for days. */
    ChildScript[] row() {
        ChildScript[] row = new ChildScript[chance.upTo(ROW_MAX)];
        for (int i = 0; i < row.length; i++) {
            row[i] = next();
        }
        row[row.length - 1] =
                telling(writing(ChildScript.runsForever().thatEndsAfter(chance.between(HOUR, DAY), ending())));
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
        return telling(writing(script));
    }

    /** Most say at some time that they are ready, and some leave others behind. */
    private ChildScript telling(ChildScript script) {
        if (!related) {
            return script;
        }
        ChildScript telling =
                chance.oneIn(10) ? script : script.thatTells(chance.between(MOMENT, Duration.ofMinutes(1)), "READY=1");
        return chance.oneIn(6) ? telling.thatLeavesBehind(chance.between(MOMENT, HOUR), Signal.TERM) : telling;
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
