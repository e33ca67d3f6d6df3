// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.cron.CronSchedule;
import dev.procmon.config.cron.EverySchedule;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import java.util.Optional;

/** Writes when a program is run. */
final class EffectiveJob {

    private EffectiveJob() {}

    static void write(Rendering out, Policy policy) {
        if (policy.job().isPresent()) {
            job(out, policy.job().get());
        } else {
            out.standard(Key.SCHEDULE);
        }
        out.line(
                Key.MAX_RUN_TIME,
                policy.runTimeMax().isPresent()
                        ? Optional.of(Rendering.duration(policy.runTimeMax().get()))
                        : Optional.empty());
    }

    private static void job(Rendering out, JobPolicy job) {
        if (job.schedule() instanceof CronSchedule cron) {
            out.line(Key.SCHEDULE, Rendering.quote(cron.text()));
            out.line(Key.TIME_ZONE, Rendering.quote(cron.zone().getId()));
        } else if (job.schedule() instanceof EverySchedule every) {
            out.line(Key.SCHEDULE, Rendering.quote(every.text()));
        } else {
            throw new IllegalArgumentException("a schedule that no file can say: " + job.schedule());
        }
        out.line(Key.OVERLAP, Rendering.quote(Choice.OVERLAP.of(job.overlap())));
        out.line(Key.MISSED, Rendering.quote(Choice.MISSED.of(job.missed())));
    }
}
