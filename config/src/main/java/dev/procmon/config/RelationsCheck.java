// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes relations of what is written, once all programs are read, and notes what makes no sense. */
final class RelationsCheck {

    private final KnownNames names;
    private final Map<String, ProgramTemplate> templates;
    private final Problems problems;
    private final List<Circles.Edge> edges = new ArrayList<>();
    /** Whither the program at hand leads. */
    private final Set<String> leads = new HashSet<>();

    /**
     * Check relations.
     *
     * @param templates the programs that could be read, by name
     */
    RelationsCheck(KnownNames names, Map<String, ProgramTemplate> templates, Problems problems) {
        this.names = names;
        this.templates = templates;
        this.problems = problems;
    }

    /** Return which program leads to which, for the checks of order; complete once all relations are made. */
    List<Circles.Edge> edges() {
        return edges;
    }

    /** Make the relations of a program. */
    Relations relations(WrittenRelations written) {
        if (written.isEmpty()) {
            return Relations.NONE;
        }
        leads.clear();
        Map<String, Bond> bonds = bonds(written);
        List<Need> needs = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        for (WrittenRelations.WrittenNeed need : written.needs()) {
            Reference on = need.on();
            if (isOther(written.program(), Key.NEEDS, on)) {
                Condition condition = need.condition().orElse(standard(on.name()));
                checkCondition(on, condition, need.condition().isPresent());
                needs.add(need(on, condition, bonds));
                needed.add(on.name());
            }
        }
        addBound(written.bound(), needed, needs, bonds);
        addBound(written.restartWith(), needed, needs, bonds);
        return new Relations(needs, wants(written, needed));
    }

    private Map<String, Bond> bonds(WrittenRelations written) {
        Map<String, Bond> bonds = new HashMap<>();
        for (Reference on : written.bound()) {
            if (isOther(written.program(), Key.BOUND, on)) {
                bonds.put(on.name(), Bond.GOES_DOWN_WITH);
            }
        }
        for (Reference on : written.restartWith()) {
            if (bonds.get(on.name()) == Bond.GOES_DOWN_WITH) {
                problems.error(
                        on.offset(),
                        "restart-with: " + Shown.text(on.name())
                                + " is in bound too, which restarts with it as well; take one of the two");
            } else if (isOther(written.program(), Key.RESTART_WITH, on)) {
                bonds.put(on.name(), Bond.RESTARTS_WITH);
            }
        }
        return bonds;
    }

    private void addBound(List<Reference> references, Set<String> needed, List<Need> needs, Map<String, Bond> bonds) {
        for (Reference on : references) {
            if (bonds.containsKey(on.name()) && needed.add(on.name())) {
                needs.add(need(on, standard(on.name()), bonds));
            }
        }
    }

    private Need need(Reference on, Condition condition, Map<String, Bond> bonds) {
        Bond bond = bonds.getOrDefault(on.name(), Bond.NONE);
        if (bond == Bond.GOES_DOWN_WITH && condition == Condition.COMPLETED) {
            problems.error(
                    on.offset(),
                    "needs." + Shown.key(on.name())
                            + ": \"completed\" means that it no longer runs, so nothing can be bound to it");
        }
        return new Need(new ProgramName(on.name()), condition, bond);
    }

    private List<ProgramName> wants(WrittenRelations written, Set<String> needed) {
        List<ProgramName> wants = new ArrayList<>();
        for (Reference on : written.wants()) {
            if (isOther(written.program(), Key.WANTS, on)) {
                wants.add(new ProgramName(on.name()));
                if (needed.contains(on.name())) {
                    problems.warning(
                            on.offset(), "wants: " + Shown.text(on.name()) + " is needed anyway, which does more");
                }
            }
        }
        return wants;
    }

    /** Tell whether a name is that of another program, note it where it is not, and keep that the one leads to the other. */
    private boolean isOther(String program, Key key, Reference on) {
        if (on.name().equals(program)) {
            problems.error(on.offset(), key.path() + ": " + Shown.text(program) + " cannot wait for itself");
            return false;
        }
        if (key == Key.WANTS && names.isLeftOut(on.name())) {
            return false;
        }
        boolean known = names.hasProgram(key, on);
        if (known && leads.add(on.name())) {
            String verb = key == Key.WANTS ? "wants" : key == Key.BOUND ? "is bound to" : "needs";
            edges.add(new Circles.Edge(program, verb, on.name(), on.offset()));
        }
        return known;
    }

    private Condition standard(String name) {
        ProgramTemplate template = templates.get(name);
        return template != null && template.hasReadiness() ? Condition.READY : Condition.STARTED;
    }

    private void checkCondition(Reference on, Condition condition, boolean written) {
        ProgramTemplate template = templates.get(on.name());
        if (template == null || !written || template.policy().job().isPresent()) {
            return;
        }
        RestartPolicy restart = template.policy().restart();
        if (condition == Condition.COMPLETED && !mayComplete(restart)) {
            problems.error(
                    on.offset(),
                    "needs." + Shown.key(on.name())
                            + ": it never completes, because it is started again after every end; give it restart ="
                            + " \"never\" or \"on-failure\"");
        }
        if (condition == Condition.READY && restart.mode() == RestartPolicy.Mode.NEVER && !template.hasReadiness()) {
            problems.warning(
                    on.offset(),
                    "needs." + Shown.key(on.name())
                            + ": it says nothing of being ready, so that it is ready as soon as it is started;"
                            + " \"completed\" waits until it has done its work");
        }
    }

    private static boolean mayComplete(RestartPolicy restart) {
        if (restart.mode() != RestartPolicy.Mode.ALWAYS) {
            return true;
        }
        for (int code : restart.noRestartCodes()) {
            if (restart.successCodes().contains(code)) {
                return true;
            }
        }
        return false;
    }
}
