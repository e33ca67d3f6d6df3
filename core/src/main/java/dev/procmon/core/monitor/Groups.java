// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.lifecycle.Step;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the death of a member of a group means for the others, and when there were too many (supervisor(3) of Erlang/OTP). The
 * member itself is restarted by its own policy; here is decided who is restarted with it.
 */
final class Groups {

    private final Engine engine;
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, Group> parents = new HashMap<>();
    private final Map<String, List<MonotonicTime>> deaths = new HashMap<>();

    Groups(Engine engine) {
        this.engine = engine;
    }

    void add(Group group) {
        if (groups.containsKey(group.name())) {
            throw new IllegalArgumentException("a group named \"" + group.name() + "\" is there already");
        }
        for (String member : group.members()) {
            if (parents.containsKey(member) || isAbove(member, group.name())) {
                throw new IllegalArgumentException(
                        "\"" + member + "\" is a member of another group, or of itself: " + group.name());
            }
        }
        groups.put(group.name(), group);
        group.members().forEach(member -> parents.put(member, group));
    }

    /** Take back what was added. */
    void remove(Group group) {
        groups.remove(group.name());
        group.members().forEach(parents::remove);
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** What there was before all groups were replaced by others. */
    record Former(Map<String, Group> groups, Map<String, Group> parents) {}

    /**
     * Replace all groups by others, or change nothing.
     *
     * @return what there was
     * @throws IllegalArgumentException as {@link #add} does
     */
    Former replace(List<Group> next) {
        Former former = new Former(Map.copyOf(groups), Map.copyOf(parents));
        clear();
        try {
            next.forEach(this::add);
        } catch (IllegalArgumentException e) {
            takeBack(former);
            throw e;
        }
        return former;
    }

    /** Undo a replacement. */
    void takeBack(Former former) {
        clear();
        groups.putAll(former.groups());
        parents.putAll(former.parents());
    }

    /** Forget the deaths of those that are not what they were. */
    void settle(Former former) {
        deaths.keySet().removeIf(name -> !Objects.equals(former.groups().get(name), groups.get(name)));
    }

    private void clear() {
        groups.clear();
        parents.clear();
    }

    /** Return the group in which a child is a member, by its name or that of its family. */
    Optional<String> groupOf(Child child) {
        return groups.isEmpty()
                ? Optional.empty()
                : memberName(child).map(parents::get).map(Group::name);
    }

    /** Return those who come before a child in the order of its groups. */
    List<Child> before(Child child) {
        if (groups.isEmpty()) {
            return List.of();
        }
        List<Child> before = new ArrayList<>();
        Optional<String> member = memberName(child);
        while (member.isPresent()) {
            Group group = parents.get(member.get());
            if (group == null) {
                break;
            }
            if (group.strategy() != Strategy.ONE_FOR_ONE) {
                for (String earlier : group.members().subList(0, group.members().indexOf(member.get()))) {
                    before.addAll(programsOf(earlier));
                }
            }
            member = Optional.of(group.name());
        }
        return before;
    }

    /** Look whether a member has died. */
    void followed(Child child, Life before, Step step) {
        boolean died = before.state().liveRun().isPresent()
                && step.next().state() instanceof ChildState.BackingOff
                && child.role == Role.HOLDER;
        if (died && !groups.isEmpty() && !engine.batches.holds(child)) {
            Optional<String> member = memberName(child);
            Group group = member.isPresent() ? parents.get(member.get()) : null;
            if (group != null) {
                memberDied(group, member.get(), child, false);
            }
        }
    }

    /** A program was given up: do what its policy says. */
    void escalate(Child child, GiveUp.Then then) {
        switch (then) {
            case GiveUp.StayFailed() -> {}
            case GiveUp.FailGroup() ->
                memberName(child).map(parents::get).ifPresent(group -> giveUp(group, child, Optional.empty()));
            case GiveUp.Exit(var code) ->
                engine.tell(new News.ExitWanted(code, child.name() + " was restarted too often", engine.now()));
        }
    }

    /**
     * A member has died: restart those whom it concerns, or give the group up.
     *
     * @param whole whether the member is a group that was given up, so that it has to be restarted itself
     */
    private void memberDied(Group group, String member, Child last, boolean whole) {
        if (group.giveUp().isPresent()) {
            GiveUp giveUp = group.giveUp().get();
            List<MonotonicTime> counted =
                    giveUp.intensity().count(deaths.getOrDefault(group.name(), List.of()), engine.now());
            deaths.put(group.name(), counted);
            if (giveUp.intensity().isExceededBy(counted)) {
                deaths.remove(group.name());
                giveUp(group, last, Optional.of(giveUp.then()));
                return;
            }
        }
        List<Child> concerned = concerned(group, member, last, whole);
        if (!concerned.isEmpty()) {
            List<ProgramName> names = new ArrayList<>();
            concerned.forEach(each -> names.add(each.name()));
            engine.tell(new News.GroupRestarts(group.name(), last.name(), names, engine.now()));
            engine.batches.endInReverse(concerned, new ChildEvent.Restart(), List.of(last));
        }
    }

    private List<Child> concerned(Group group, String member, Child last, boolean whole) {
        List<String> members =
                switch (group.strategy()) {
                    case ONE_FOR_ONE -> whole ? List.of(member) : List.of();
                    case ONE_FOR_ALL -> group.members();
                    case REST_FOR_ONE ->
                        group.members()
                                .subList(
                                        group.members().indexOf(member),
                                        group.members().size());
                };
        List<Child> concerned = new ArrayList<>();
        for (String each : members) {
            for (Child child : programsOf(each)) {
                boolean isMember = each.equals(member) && !whole;
                boolean itself = isMember && (child.equals(last) || group.strategy() == Strategy.REST_FOR_ONE);
                if (!itself && isToBeRestarted(child, whole && each.equals(member))) {
                    concerned.add(child);
                }
            }
        }
        return concerned;
    }

    /**
     * Whoever is down by request, has done its work or was given up stays as it is.
     *
     * @param anew whether all of its group begins anew, so that it is no longer given up
     */
    private static boolean isToBeRestarted(Child child, boolean anew) {
        if (child.life.wanted() == Wanted.DOWN || child.life.state() instanceof ChildState.Exited) {
            return false;
        }
        return anew || !(child.life.state() instanceof ChildState.Failed);
    }

    private void giveUp(Group group, Child last, Optional<GiveUp.Then> then) {
        GiveUp.Then what = then.or(() -> group.giveUp().map(GiveUp::then)).orElse(new GiveUp.StayFailed());
        Optional<Group> above =
                what instanceof GiveUp.FailGroup ? Optional.ofNullable(parents.get(group.name())) : Optional.empty();
        engine.tell(new News.GroupGivenUp(group.name(), last.name(), above.map(Group::name), engine.now()));
        if (above.isPresent()) {
            memberDied(above.get(), group.name(), last, true);
            return;
        }
        engine.batches.endInReverse(programsOf(group.name()), new ChildEvent.Abandon(), List.of());
        if (what instanceof GiveUp.Exit(var code)) {
            engine.tell(new News.ExitWanted(
                    code, "group " + group.name() + " was given up, last died " + last.name(), engine.now()));
        }
    }

    /** The name under which a child is a member of a group: its own or that of its family. */
    private Optional<String> memberName(Child child) {
        String name = child.name().value();
        if (parents.containsKey(name)) {
            return Optional.of(name);
        }
        String family = child.name().family().value();
        return parents.containsKey(family) ? Optional.of(family) : Optional.empty();
    }

    /** Return the programs of a group, or of the name of one. */
    List<Child> programsOf(String member) {
        Group group = groups.get(member);
        if (group == null) {
            return List.copyOf(engine.registry.named(new ProgramName(member)));
        }
        List<Child> programs = new ArrayList<>();
        group.members().forEach(each -> programs.addAll(programsOf(each)));
        return programs;
    }

    private boolean isAbove(String name, String other) {
        for (String each = other;
                each != null;
                each = parents.containsKey(each) ? parents.get(each).name() : null) {
            if (each.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
