// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.order.Need;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.logs.LogState;
import dev.procmon.posix.usage.TreeUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Says how programs are. */
final class StatusMaker {

    private final Scene scene;
    private final Map<Long, TreeUsage> usage;
    private final Causes.Facts facts;

    /**
     * Make it.
     *
     * @param usage what runs use, by the pid of their leader
     */
    StatusMaker(Scene scene, Map<Long, TreeUsage> usage, Causes.Facts facts) {
        this.scene = scene;
        this.usage = usage;
        this.facts = facts;
    }

    /** Return the children of these names, those too who are to replace them or have had their names before. */
    ProgramList list(List<ProgramName> names) {
        Set<ProgramName> wanted = new HashSet<>(names);
        List<ProgramStatus> programs = new ArrayList<>(names.size());
        for (Subject each : scene.subjects()) {
            if (wanted.contains(each.name())) {
                programs.add(of(each));
            }
        }
        return new ProgramList(scene.wall(), scene.lastEvent(), programs);
    }

    ProgramStatus of(Subject subject) {
        Optional<NextStep> next = NextStep.of(subject, scene);
        Optional<Run> run = subject.state().liveRun();
        Optional<EndedRun> last = subject.memory().last();
        Optional<TreeUsage> used = used(subject);
        Optional<LogState> output = facts.output(subject.name());
        long number = subject.run();
        return new ProgramStatus(
                subject.name().value(),
                StateWords.word(subject.phase()),
                detail(subject, output),
                subject.isWantedUp() ? "up" : "down",
                subject.view().ready(),
                subject.isAsWanted(),
                role(subject),
                subject.state().livePid(),
                number,
                Math.max(0, number - 1),
                run.map(each -> scene.wallOf(each.startedAt())),
                last.map(EndedRun::words),
                last.map(each -> scene.wallOf(each.at())),
                next.map(NextStep::at),
                next.map(NextStep::words),
                used.isPresent() ? OptionalDouble.of(used.get().cpuSeconds()) : OptionalDouble.empty(),
                used.isPresent() ? OptionalLong.of(used.get().memoryBytes()) : OptionalLong.empty(),
                used.isPresent() ? OptionalLong.of(used.get().processes()) : OptionalLong.empty(),
                subject.view().group(),
                needs(subject),
                output.map(OutputWords::status),
                subject.memory().says());
    }

    private String detail(Subject subject, Optional<LogState> output) {
        String state = StateWords.detail(subject, scene);
        String waits = OutputWords.detail(output);
        return state.isEmpty() || waits.isEmpty() ? state + waits : state + "; " + waits;
    }

    private Optional<TreeUsage> used(Subject subject) {
        OptionalLong pid = subject.state().livePid();
        return pid.isPresent() ? Optional.ofNullable(usage.get(pid.getAsLong())) : Optional.empty();
    }

    private static Optional<String> role(Subject subject) {
        return switch (subject.view().role()) {
            case HOLDER -> Optional.empty();
            case SUCCESSOR -> Optional.of("successor");
            case DEPARTING -> Optional.of("departing");
        };
    }

    private static List<String> needs(Subject subject) {
        List<String> needs = new ArrayList<>();
        for (Need need : subject.view().relations().needs()) {
            needs.add(need.on().value());
        }
        return needs;
    }
}
