// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.Remnant;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.processes.ProcessStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tree without a control group. All of it is looked for by the {@link Walker} before anybody gets a signal: a parent that ends
 * first would leave nothing by which its children are known. So a signal arrives a little later, some milliseconds on a host
 * with some hundred processes.
 *
 * <p>A stop looks for all of them. When a leader ends by itself it costs no look: its group is asked for, and the orphans where
 * they come here. Where they do not, those who had left the session before are not noticed then.
 */
final class WalkedTree implements Tree {

    static final String VARIABLE = "PROCMON_RUN";

    private final Instruments kernel;
    private final Orphans orphans;
    private final Walker walker;
    private final String name;
    private final String value;
    private final Map<Integer, Integer> watchedByPid = new HashMap<>();
    private final Walk.Family family = new Walk.Family();
    private List<ProcessStat> known = List.of();
    private int leader;
    private boolean leaderLives;
    private long leaderStarted;
    private int underWay;
    private boolean wasSignalled;
    private boolean isKilled;
    private boolean othersTold;
    private boolean memoryIsAsked;
    private OptionalLong memory = OptionalLong.empty();
    private Optional<End> end = Optional.empty();

    /**
     * Make a tree.
     *
     * @param name what tells the run from all others
     * @param value the value of the variable, in which the name is found
     */
    WalkedTree(Instruments kernel, Orphans orphans, Walker walker, String name, String value) {
        this.kernel = kernel;
        this.orphans = orphans;
        this.walker = walker;
        this.name = name;
        this.value = value;
    }

    @Override
    public Optional<String> controlGroup() {
        return Optional.empty();
    }

    @Override
    public Optional<String> variable() {
        return Optional.of(VARIABLE + "=" + value);
    }

    @Override
    public void begun(int pid, int descriptor) {
        leader = pid;
        leaderLives = true;
        Optional<ProcessStat> stat = kernel.files().stat(pid);
        leaderStarted = stat.isEmpty() ? 0 : stat.get().started();
    }

    @Override
    public void discard() {}

    @Override
    public int signal(int signal) {
        wasSignalled = true;
        isKilled |= signal == Delivery.KILL;
        int result = leaderLives ? kernel.delivery().ask(leader) : anyKnown();
        if (result >= 0) {
            walk(isKilled ? new Walk.Order.Kill() : new Walk.Order.Send(signal));
        }
        return result;
    }

    @Override
    public void leaderReaped() {
        leaderLives = false;
    }

    @Override
    public void follow(int main) {
        Optional<ProcessStat> stat = kernel.files().stat(main);
        if (stat.isPresent()) {
            List<ProcessStat> more = new ArrayList<>(known);
            more.add(stat.get());
            known = more;
        }
    }

    @Override
    public void awaitEnd(End whenGone) {
        end = Optional.of(whenGone);
        orphans.reap();
        if (isEmptyAtOneGlance()) {
            end = Optional.empty();
            whenGone.nobodyIsLeft();
        } else {
            look();
        }
    }

    @Override
    public boolean holds(int pid) {
        if (leaderLives && pid == leader) {
            return true;
        }
        Optional<ProcessStat> stat = kernel.files().stat(pid);
        for (int up = 0; up < Orphans.GENERATIONS_MAX && stat.isPresent(); up++) {
            ProcessStat each = stat.get();
            boolean descends = leaderLives && each.parent() == leader;
            if (descends || kinship().holdsOrphan(each, kernel.files())) {
                return true;
            }
            stat = each.parent() > 1 && each.parent() != orphans.ownPid()
                    ? kernel.files().stat(each.parent())
                    : Optional.empty();
        }
        return false;
    }

    @Override
    public List<Remnant> remnants() {
        List<Remnant> remnants = new ArrayList<>();
        if (leaderLives) {
            kernel.files().describe(leader).ifPresent(remnants::add);
        }
        for (ProcessStat each : known) {
            if (remnants.size() < REMNANTS_MAX && kernel.files().lives(each)) {
                kernel.files().describe(each.pid()).ifPresent(remnants::add);
            }
        }
        return remnants;
    }

    /** {@inheritDoc} As the last walk has summed it up; asks for another. */
    @Override
    public OptionalLong residentMemory() {
        if (!memoryIsAsked) {
            memoryIsAsked = true;
            walk(new Walk.Order.Look());
        }
        return memory;
    }

    @Override
    public boolean ranOutOfMemory() {
        return false;
    }

    @Override
    public void abandon() {
        end = Optional.empty();
        watchedByPid.values().forEach(kernel.watches()::close);
        watchedByPid.clear();
    }

    private boolean isEmptyAtOneGlance() {
        // A walk that is under way may have found somebody already.
        if (underWay > 0 || kernel.delivery().hasMembers(leader) || anyKnown() >= 0) {
            return false;
        }
        if (!orphans.comeHere()) {
            return !wasSignalled;
        }
        for (int pid : orphans.adopted()) {
            Optional<ProcessStat> stat = kernel.files().stat(pid);
            if (stat.isPresent() && kinship().holdsOrphan(stat.get(), kernel.files())) {
                return false;
            }
        }
        return true;
    }

    private int anyKnown() {
        for (ProcessStat each : known) {
            if (kernel.files().lives(each)) {
                return 0;
            }
        }
        return -Errno.ESRCH;
    }

    private Kinship kinship() {
        return new Kinship(leader, leaderLives, leaderStarted, name, known);
    }

    private void look() {
        walk(isKilled ? new Walk.Order.Kill() : new Walk.Order.Look());
    }

    private void walk(Walk.Order order) {
        // What was planned while the leader lived may have missed whom it has started since.
        boolean tellsTheEnd = !leaderLives;
        underWay++;
        walker.plan(new Walk(kinship(), family, order, sight -> kernel.loop().post(() -> seen(sight, tellsTheEnd))));
    }

    private void seen(Walk.Sight sight, boolean tellsTheEnd) {
        underWay--;
        memoryIsAsked = false;
        memory = OptionalLong.of(sight.memory());
        known = sight.living();
        orphans.reap();
        if (tellsTheEnd && end.isPresent()) {
            awaitTheirEnd(end.get());
        }
    }

    private void awaitTheirEnd(End whenGone) {
        boolean allWatched = true;
        for (ProcessStat each : known) {
            if (!watchedByPid.containsKey(each.pid())) {
                allWatched &= watch(each);
            }
        }
        if (!watchedByPid.isEmpty()) {
            tellThatOthersLive(whenGone);
        } else if (allWatched) {
            end = Optional.empty();
            whenGone.nobodyIsLeft();
        } else {
            kernel.later().later(this::lookAgain);
        }
    }

    private void lookAgain() {
        if (end.isPresent()) {
            look();
        }
    }

    private void tellThatOthersLive(End whenGone) {
        if (!othersTold) {
            othersTold = true;
            whenGone.othersLive();
        }
    }

    /** Return false where it lives and cannot be watched. */
    private boolean watch(ProcessStat each) {
        int descriptor = kernel.processes().open(each.pid());
        if (descriptor < 0) {
            return descriptor == -Errno.ESRCH;
        }
        if (!kernel.files().lives(each)) {
            kernel.descriptors().close(descriptor);
            return true;
        }
        int watching = kernel.watches().add(descriptor, () -> ended(each));
        if (watching >= 0) {
            watchedByPid.put(each.pid(), descriptor);
        }
        return watching >= 0;
    }

    private void ended(ProcessStat who) {
        if (kernel.files().lives(who) || !watchedByPid.containsKey(who.pid())) {
            return;
        }
        kernel.watches().close(watchedByPid.remove(who.pid()));
        orphans.reap();
        if (watchedByPid.isEmpty() && end.isPresent()) {
            look();
        }
    }
}
