// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Resource;
import dev.procmon.core.program.ResourceLimit;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.libc.OpenFileLimit;
import dev.procmon.posix.spawn.Refusal.Step;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How a child takes on limits and rights. */
final class AttributeActions {

    private static final long UNLIMITED = -1;
    private static final int LIMIT_SIZE = 16;

    /** Linux numbers them from 0 to 15. */
    private static final int RESOURCES = 16;

    private static final int SCORE_SIZE = 8;

    private static final byte[] SCORE_FILE = "/proc/self/oom_score_adj".getBytes(StandardCharsets.US_ASCII);

    private final Memory scoreFile;
    private final Memory score;
    private final Memory processors;
    private final Memory limits;
    private final Optional<OpenFileLimit> openFiles = OpenFileLimit.raisedFrom();

    AttributeActions(Caller caller) {
        this.scoreFile = caller.allocate(SCORE_FILE.length + 1);
        scoreFile.putString(0, SCORE_FILE);
        this.score = caller.allocate(SCORE_SIZE);
        this.processors = caller.allocate((Attributes.PROCESSOR_MAX + 1) / 8);
        this.limits = caller.allocate(LIMIT_SIZE * RESOURCES);
    }

    /** Add what must be done while files can still be opened as the supervisor. */
    void addScore(Attributes wanted, ChildActions actions, Steps steps) {
        if (wanted.outOfMemoryScore().isPresent()) {
            byte[] text = Integer.toString(wanted.outOfMemoryScore().getAsInt()).getBytes(StandardCharsets.US_ASCII);
            score.putString(0, text);
            steps.begin(Step.OUT_OF_MEMORY_SCORE);
            actions.writeFile(scoreFile.address(), score.address(), text.length);
        }
    }

    /** Add what must be done before the child becomes somebody else, but with all of its descriptors in place. */
    void addLimits(Attributes wanted, ChildActions actions, Steps steps) {
        if (wanted.umask().isPresent()) {
            steps.begin(Step.FILE_MASK);
            actions.setFileMask(wanted.umask().getAsInt());
        }
        if (wanted.nice().isPresent()) {
            steps.begin(Step.NICE);
            actions.setNice(wanted.nice().getAsInt());
        }
        if (!wanted.processors().isEmpty()) {
            steps.begin(Step.PROCESSORS);
            actions.setProcessors(processors(wanted));
        }
        restoreOpenFiles(wanted, actions, steps);
        for (Map.Entry<Resource, ResourceLimit> each : wanted.limits().entrySet()) {
            int place = LIMIT_SIZE * each.getKey().number();
            ResourceLimit limit = each.getValue();
            limits.putLong(place, limit.soft().orElse(UNLIMITED));
            limits.putLong(place + 8, limit.hard().orElse(UNLIMITED));
            steps.begin(Step.LIMIT, each.getKey().number());
            actions.setLimit(each.getKey().number(), limits.address() + place);
        }
    }

    /** Add what is best done when nothing that takes rights remains. */
    void addRights(Attributes wanted, ChildActions actions, Steps steps) {
        if (wanted.noNewPrivileges()) {
            steps.begin(Step.NO_NEW_PRIVILEGES);
            actions.forbidNewPrivileges();
        }
    }

    private void restoreOpenFiles(Attributes wanted, ChildActions actions, Steps steps) {
        if (openFiles.isEmpty() || wanted.limits().containsKey(Resource.OPEN_FILES)) {
            return;
        }
        int place = LIMIT_SIZE * Resource.OPEN_FILES.number();
        limits.putLong(place, openFiles.get().soft())
                .putLong(place + 8, openFiles.get().hard());
        steps.begin(Step.LIMIT, Resource.OPEN_FILES.number());
        actions.setLimit(Resource.OPEN_FILES.number(), limits.address() + place);
        // Where somebody has lowered the hard limit of the supervisor since, that holds.
        actions.orElseAfter(Errno.EPERM);
        actions.orElseAfter(Errno.EINVAL);
    }

    private Memory processors(Attributes wanted) {
        for (int i = 0; i < processors.size(); i += 8) {
            processors.putLong(i, 0);
        }
        for (int processor : wanted.processors()) {
            // An array of longs, in which bit n of the first is the processor n.
            int word = processor / 64 * 8;
            processors.putLong(word, processors.getLong(word) | 1L << processor % 64);
        }
        return processors;
    }
}
