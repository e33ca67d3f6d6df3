// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.daemon.api.RefusedException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether a request makes sense, for all that it is about, before anything is changed. Pure. */
final class ActionCheck {

    private static final Duration TIMEOUT_MAX = Duration.ofDays(365);

    private ActionCheck() {}

    /** Refuse what makes sense for no program. */
    static void form(ActionRequest request) {
        if (request.programs().isEmpty()) {
            throw malformed("no program is named");
        }
        if (request.atATime().orElse(1) < 1) {
            throw malformed("at_a_time is " + request.atATime().getAsInt() + ", expected 1 or more");
        }
        if (request.timeout().isPresent()
                && (request.timeout().get().isNegative()
                        || request.timeout().get().compareTo(TIMEOUT_MAX) > 0)) {
            throw malformed("the timeout is " + request.timeout().get() + ", expected no more than 365 days");
        }
        switch (request.action()) {
            case SIGNAL -> signal(request);
            case SCALE -> {
                if (request.count().isEmpty() || request.count().getAsInt() < 0) {
                    throw malformed("expected how many replicas there are to be, 0 or more");
                }
            }
            case START, STOP, KILL, RESTART, REPLACE, TRIGGER, REMOVE -> {}
        }
    }

    /** Return the signal that is to be sent. */
    static Signal signal(ActionRequest request) {
        if (request.signal().isEmpty()) {
            throw malformed("no signal is named, expected a name such as HUP, or a number from 1 to 64");
        }
        Optional<Signal> signal = Signal.of(request.signal().get());
        if (signal.isEmpty()) {
            throw malformed("there is no signal \"" + request.signal().get()
                    + "\", expected a name such as HUP, or a number from 1 to 64");
        }
        return signal.get();
    }

    /** Refuse what does not go together with how programs are. */
    static void programs(ActionRequest request, List<ProgramName> names, Map<ProgramName, Subject> subjects) {
        List<String> errors = new ArrayList<>();
        for (ProgramName each : names) {
            Subject subject = subjects.get(each);
            if (subject != null) {
                switch (request.action()) {
                    case REPLACE -> replaceable(subject).ifPresent(errors::add);
                    case TRIGGER -> triggerable(subject).ifPresent(errors::add);
                    case START, STOP, KILL, RESTART, SIGNAL, SCALE, REMOVE -> {}
                }
            }
        }
        refuse(errors);
    }

    /** Refuse to make more replicas than there can be. */
    static void count(int count, List<ConfiguredProgram> programs) {
        List<String> errors = new ArrayList<>();
        for (ConfiguredProgram each : programs) {
            if (count > each.replicasMax()) {
                errors.add("there can be no more than " + each.replicasMax() + " replicas of " + each.name());
            }
        }
        refuse(errors);
    }

    private static Optional<String> replaceable(Subject subject) {
        return switch (subject.phase()) {
            case STOPPED, EXITED, FAILED ->
                Optional.of(subject.name() + " is " + StateWords.word(subject.phase())
                        + ": there is no run to replace, start it");
            case WAITING, STARTING, RUNNING, BACKING_OFF, STOPPING -> Optional.empty();
        };
    }

    private static Optional<String> triggerable(Subject subject) {
        Optional<JobPolicy> job = subject.view().policy().job();
        if (job.isEmpty()) {
            return Optional.of(subject.name() + " does not run at times: it has no schedule");
        }
        if (subject.life().wanted() == Wanted.DOWN || subject.state() instanceof ChildState.Failed) {
            return Optional.of(subject.name() + " is " + StateWords.word(subject.phase()) + ": start it first");
        }
        boolean skips = job.get().overlap() == JobPolicy.Overlap.SKIP;
        return skips && subject.state().liveRun().isPresent()
                ? Optional.of(subject.name() + " runs at the moment, and its overlap says not to run it twice")
                : Optional.empty();
    }

    private static void refuse(List<String> errors) {
        if (!errors.isEmpty()) {
            throw new RefusedException(
                    Kind.CONFLICT, String.join("; ", errors), errors.size() == 1 ? List.of() : errors);
        }
    }

    private static RefusedException malformed(String message) {
        return new RefusedException(Kind.MALFORMED, message);
    }
}
