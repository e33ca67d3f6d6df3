// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads how a program is to be treated: when it is started again, how it is stopped, when it is run. */
final class PolicyReader {

    private static final int EXIT_CODE_MAX = 255;

    private final Fields fields;

    PolicyReader(Fields fields) {
        this.fields = fields;
    }

    Policy read(HealthPolicy health) {
        Policy standard = Policy.STANDARD;
        Optional<JobPolicy> job = new JobReader(fields).read();
        Optional<Fields> backoff = fields.inner(Key.BACKOFF, Section.BACKOFF);
        Optional<Fields> stop = fields.inner(Key.STOP, Section.STOP);
        return new Policy(
                restart(standard.restart()),
                backoff.isPresent() ? new BackoffReader(backoff.get()).read() : Backoff.STANDARD,
                GiveUpReader.read(fields, Key.GIVE_UP),
                stop.isPresent() ? new StopReader(stop.get()).read() : StopPlan.STANDARD,
                HooksReader.read(fields.inner(Key.HOOKS, Section.HOOKS), stop),
                health,
                job,
                fields.duration(Key.MAX_RUN_TIME, HealthReader.SHORTEST),
                standard.requests());
    }

    private RestartPolicy restart(RestartPolicy standard) {
        boolean scheduled = fields.value(Key.SCHEDULE).isPresent();
        Optional<RestartPolicy.Mode> mode = Choice.RESTART.read(fields, Key.RESTART);
        if (scheduled && mode.isPresent() && mode.get() == RestartPolicy.Mode.ALWAYS) {
            fields.without(
                    Key.RESTART,
                    "\"always\" leaves nothing for schedule to start; expected \"never\", or \"on-failure\" to try"
                            + " again");
        }
        return new RestartPolicy(
                mode.orElse(scheduled ? RestartPolicy.Mode.NEVER : standard.mode()),
                codes(Key.SUCCESS_CODES, standard.successCodes()),
                signals(),
                codes(Key.NO_RESTART_CODES, standard.noRestartCodes()));
    }

    private Set<Integer> codes(Key key, Set<Integer> standard) {
        if (fields.value(key).isEmpty()) {
            return standard;
        }
        Set<Integer> codes = new HashSet<>();
        for (TomlValue element : fields.array(key)) {
            if (element instanceof TomlValue.Whole code && code.value() >= 0 && code.value() <= EXIT_CODE_MAX) {
                codes.add((int) code.value());
            } else {
                fields.refused(
                        element,
                        key.path() + ": expected an integer from 0 to " + EXIT_CODE_MAX + ", got "
                                + Shown.value(element));
            }
        }
        return codes;
    }

    private Set<Signal> signals() {
        if (fields.value(Key.SUCCESS_SIGNALS).isEmpty()) {
            return Set.of();
        }
        Set<Signal> signals = new HashSet<>();
        for (TomlValue element : fields.array(Key.SUCCESS_SIGNALS)) {
            Optional<Signal> signal = SignalText.read(fields, Key.SUCCESS_SIGNALS, element);
            if (signal.isPresent()) {
                signals.add(signal.get());
            }
        }
        return signals;
    }
}
