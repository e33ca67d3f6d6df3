// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.health.Course;
import dev.procmon.core.health.Health;
import dev.procmon.core.policy.ProbeTarget;
import java.util.Optional;

/** Says why a run is not ready. */
record HealthWords(Scene scene) {

    String unready(Subject subject) {
        Optional<Health> known = subject.view().health();
        if (known.isEmpty()) {
            return "nothing is known of its readiness yet";
        }
        Health health = known.get();
        if (health.wasReady() && subject.memory().unready().isPresent()) {
            return subject.memory().unready().get();
        }
        if (health.ready().isPresent() && health.ready().get().passed() == 0) {
            return probe(health.ready().get());
        }
        return health.policy().readyByNotice() && !health.saidReady()
                ? "it has not said yet that it is ready"
                : "its probe has not passed often enough yet";
    }

    /** Say that its probe of liveness does not pass any longer, and how often it may do so. */
    Optional<String> dying(Subject subject) {
        return failing(subject)
                .map(live -> "its liveness probe is failing (" + live.failed() + " of "
                        + live.policy().failures() + " failures): " + probe(live));
    }

    /** Return the probe of liveness, where its last look did not pass. */
    static Optional<Course> failing(Subject subject) {
        return subject.view().health().flatMap(Health::live).filter(live -> live.failed() > 0);
    }

    private static String probe(Course course) {
        String probe = word(course.policy().target());
        if (course.policy().target() instanceof ProbeTarget.LogLine) {
            return "it has not written the line yet that " + probe + " waits for";
        }
        if (course.detail().isPresent()) {
            return probe + " says: " + course.detail().get();
        }
        return course.looks() == 0 ? probe + " has not looked yet" : probe + " has not answered yet";
    }

    private static String word(ProbeTarget target) {
        return switch (target) {
            case ProbeTarget.Http _ -> "its HTTP probe";
            case ProbeTarget.Exec _ -> "its probe command";
            case ProbeTarget.LogLine _ -> "its probe of the output";
            case ProbeTarget.Connect _ -> "its connection probe";
            case ProbeTarget.FileExists _ -> "its probe for a file";
        };
    }
}
