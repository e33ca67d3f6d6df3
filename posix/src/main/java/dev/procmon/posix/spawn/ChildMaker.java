// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Files;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.List;
import java.util.Optional;

/** Makes a child of an order, by system calls and nothing else. */
final class ChildMaker implements AutoCloseable {

    private static final int LAST_OF_STDIO = 2;

    private final Files files;
    private final Descriptors descriptors;
    private final ChildPlan plan;
    private final FileInspection inspection;
    private final StringBlock path = new StringBlock();
    private boolean withClone3 = true;

    ChildMaker(Caller caller) {
        this.files = new Files(caller);
        this.descriptors = new Descriptors(caller);
        this.plan = new ChildPlan(caller);
        this.inspection = new FileInspection(caller, plan);
    }

    /**
     * Spawn a child.
     *
     * @param given its standard output and error, and the descriptors that are passed to it. They stay open, but some may
     *     have other numbers afterwards, which stand in the array then
     */
    SpawnResult make(SpawnOrder order, int[] given) {
        int highest = highestNumber(order);
        int moved = moveUp(given, highest);
        if (moved < 0) {
            return new SpawnResult.Refused(Refusal.at(Step.PASS, -moved, highest));
        }
        if (order.controlGroup().isEmpty()) {
            return makeIn(Optional.empty(), order, given);
        }
        int group = files.openDirectory(path.string(order.controlGroup().get()));
        if (group < 0) {
            return SpawnResult.refused(Step.CONTROL_GROUP, -group);
        }
        SpawnResult result = makeIn(Optional.of(group), order, given);
        files.close(group);
        return result;
    }

    /** Make children as where a filter of system calls forbids clone3(2), which is found out otherwise. */
    void doWithoutClone3() {
        withClone3 = false;
        plan.actions().doWithoutClone3();
    }

    /**
     * Do everything, with the paths of failure, so that classes are loaded and functions found before the first order comes.
     * Nothing that is looked for exists.
     */
    void rehearse(int output, int error) {
        byte[] directory = {'/'};
        SpawnOrder order =
                SpawnOrder.plain(List.of(new byte[] {'-'}), List.of(), List.of(directory), Optional.of(directory));
        if (make(order, new int[] {output, error}) instanceof SpawnResult.Spawned) {
            throw new AssertionError("a rehearsal has spawned a child");
        }
        inspection.inspect(order, directory);
    }

    @Override
    public void close() {
        plan.close();
        inspection.close();
        path.close();
    }

    private static int highestNumber(SpawnOrder order) {
        int highest = LAST_OF_STDIO;
        for (Extras.Passed passed : order.passed()) {
            highest = Math.max(highest, passed.number());
        }
        return highest;
    }

    /** Give new numbers to those that are in the way of the numbers of the child, so that none is lost before its turn. */
    private int moveUp(int[] given, int highest) {
        for (int i = 0; i < given.length; i++) {
            if (given[i] <= highest) {
                int number = descriptors.duplicateFrom(highest + 1, given[i]);
                if (number < 0) {
                    return number;
                }
                descriptors.close(given[i]);
                given[i] = number;
            }
        }
        return 0;
    }

    private SpawnResult makeIn(Optional<Integer> group, SpawnOrder order, int[] given) {
        ExecutableSearch search = new ExecutableSearch(order.executable(), order.path());
        int result = perform(group, order, search, given);
        if (withClone3 && (result == -Errno.ENOSYS || result == -Errno.EPERM)) {
            doWithoutClone3();
            result = perform(group, order, search, given);
        }
        if (result > 0) {
            return new SpawnResult.Spawned(result);
        }
        if (result < 0) {
            boolean ofTheGroup = group.isPresent() && result != -Errno.EAGAIN && result != -Errno.ENOMEM;
            return SpawnResult.refused(ofTheGroup ? Step.CONTROL_GROUP : Step.PROCESS, -result);
        }
        return new SpawnResult.Refused(plan.triedInVain() < 0 ? plan.refusal() : inspection.why(order, search));
    }

    private int perform(Optional<Integer> group, SpawnOrder order, ExecutableSearch search, int[] given) {
        plan.write(order, search, given, group);
        return plan.perform(order.credentials());
    }
}
