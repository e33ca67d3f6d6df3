// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.program.Stdio;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.spawn.Refusal.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts together what a child does before it executes its program, and in which order: first what takes the rights and the
 * files of the supervisor, then the descriptors, then the limits, then the identity, and last what is done as whom it is then.
 */
final class ChildPlan implements AutoCloseable {

    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final int FIRST_BEHIND_STDIO = 3;
    private static final byte[] MEMBERS = "/cgroup.procs".getBytes(StandardCharsets.US_ASCII);

    private final ChildActions actions;
    private final Steps steps;
    private final IdentityActions identity;
    private final AttributeActions attributes;
    private final StringBlock arguments = new StringBlock();
    private final StringBlock environment = new StringBlock();
    private final StringBlock directory = new StringBlock();
    private final StringBlock controlGroup = new StringBlock();
    private final StringBlock executables = new StringBlock();
    private int firstExecutable;

    ChildPlan(Caller caller) {
        this.actions = new ChildActions(caller);
        this.steps = new Steps(actions);
        this.identity = new IdentityActions(caller);
        this.attributes = new AttributeActions(caller);
    }

    ChildActions actions() {
        return actions;
    }

    /** Plan a child. The descriptors are its output, its error, and those that are passed, all above their later numbers. */
    void write(SpawnOrder order, ExecutableSearch search, int[] descriptors, Optional<Integer> openControlGroup) {
        begin();
        if (openControlGroup.isPresent() && !actions.beginIn(openControlGroup.get())) {
            joinControlGroup(order.controlGroup().orElseThrow());
        }
        steps.begin(Step.SESSION);
        actions.newSession();
        attributes.addScore(order.attributes(), actions, steps);
        connect(order, descriptors);
        attributes.addLimits(order.attributes(), actions, steps);
        beSomebody(order);
        attributes.addRights(order.attributes(), actions, steps);
        execute(order, search);
    }

    /** Plan a child that only looks at something, as whom and where the child of an order would be; the rest is added. */
    void writeOnlooker(SpawnOrder order) {
        begin();
        beSomebody(order);
    }

    /** Perform what was planned. See {@link ChildActions#perform}. */
    int perform(Credentials credentials) {
        int result = actions.perform();
        identity.restore(credentials);
        return result;
    }

    /** Return how many of the places where the executable may be were tried in vain; negative where it did not come to it. */
    int triedInVain() {
        return actions.endedAt() - firstExecutable;
    }

    /** Return why a place was in vain. */
    int errnoAt(int place) {
        return -actions.result(firstExecutable + place);
    }

    /** Return why the child did not come to the executable. */
    Refusal refusal() {
        return steps.refusal(actions.endedAt(), -actions.result(actions.endedAt()));
    }

    @Override
    public void close() {
        actions.close();
        identity.close();
        arguments.close();
        environment.close();
        directory.close();
        controlGroup.close();
        executables.close();
    }

    private void begin() {
        steps.clear();
        steps.begin(Step.SIGNALS);
        actions.begin();
    }

    /** Without clone3 the child itself joins the group, which is as good, for it has executed nothing; only slower. */
    private void joinControlGroup(byte[] group) {
        byte[] zero = {'0'};
        byte[] members = new byte[group.length + MEMBERS.length];
        System.arraycopy(group, 0, members, 0, group.length);
        System.arraycopy(MEMBERS, 0, members, group.length, MEMBERS.length);
        controlGroup.vector(List.of(members, zero));
        steps.begin(Step.CONTROL_GROUP);
        actions.writeFile(controlGroup.pointer(0), controlGroup.pointer(1), 1);
    }

    private void connect(SpawnOrder order, int[] descriptors) {
        steps.begin(Step.STANDARD_STREAMS);
        if (order.stdio() == Stdio.TERMINAL) {
            actions.duplicate(descriptors[0], INPUT);
            actions.beControlledBy(INPUT);
        } else {
            actions.readNothing();
        }
        for (int stream = OUTPUT; stream <= ERROR; stream++) {
            actions.duplicate(descriptors[stream - 1], stream);
        }
        if (identity.differ(order.credentials())) {
            own(order.stdio(), order.credentials());
        }
        pass(order.passed(), descriptors);
    }

    /**
     * Give a pipe or terminal of its own to the user of the child, so that it can open /dev/stdout, which is this, anew. It works
     * without if that is refused. What the supervisor shares with it stays the supervisor's.
     */
    private void own(Stdio stdio, Credentials owner) {
        // No switch over an enum: it is a class of its own, and this thread, which has closed the jars, cannot load one
        // any more.
        if (stdio == Stdio.CAPTURED || stdio == Stdio.MERGED) {
            actions.changeOwner(OUTPUT, owner.user(), owner.group());
        }
        if (stdio == Stdio.CAPTURED) {
            actions.changeOwner(ERROR, owner.user(), owner.group());
        }
        if (stdio == Stdio.TERMINAL) {
            // Its group is that of all terminals, which may write to it (pts(4)).
            actions.changeOwner(INPUT, owner.user(), Credentials.UNCHANGED);
        }
    }

    /** Give the descriptors that are passed their numbers, and close all others. */
    private void pass(List<Extras.Passed> passed, int[] descriptors) {
        int[] numbers = new int[passed.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = passed.get(i).number();
            steps.begin(Step.PASS, numbers[i]);
            actions.duplicate(descriptors[2 + i], numbers[i]);
        }
        Arrays.sort(numbers);
        int free = FIRST_BEHIND_STDIO;
        for (int number : numbers) {
            if (number > free) {
                actions.close(free, number - 1);
            }
            free = number + 1;
        }
        actions.closeFrom(free);
    }

    private void beSomebody(SpawnOrder order) {
        identity.add(order.credentials(), actions, steps);
        if (order.directory().isPresent()) {
            steps.begin(Step.DIRECTORY);
            actions.changeDirectory(directory.string(order.directory().get()));
        }
    }

    private void execute(SpawnOrder order, ExecutableSearch search) {
        long argumentVector = arguments.vector(order.arguments());
        long environmentVector = environment.vector(order.environment());
        int count = order.environment().size();
        for (int i = count - order.pidVariables(); i < count; i++) {
            int length = order.environment().get(i).length - (ChildActions.PID_SIZE - 1);
            actions.writePid(environment.pointer(i) + length);
        }
        steps.begin(Step.SIGNALS);
        actions.unblockSignals();
        steps.begin(Step.EXECUTE);
        firstExecutable = actions.size();
        executables.vector(search.candidates());
        for (int i = 0; i < search.candidates().size(); i++) {
            actions.execute(executables.pointer(i), argumentVector, environmentVector);
            search.addConditions(actions);
        }
    }
}
