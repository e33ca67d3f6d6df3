// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Relations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All programs and groups of a file, first each by itself, then what each says of the others: that makes sense only once all
 * names are known.
 */
final class Drafts {

    private final Problems problems;
    private final KnownNames names;
    private final List<ProgramReader.Draft> drafts = new ArrayList<>();
    private final Map<String, ProgramTemplate> templates = new HashMap<>();
    private final List<WrittenGroup> writtenGroups = new ArrayList<>();
    private final List<Relations> relations = new ArrayList<>();

    private Drafts(Problems problems) {
        this.problems = problems;
        names = new KnownNames(problems);
    }

    /** Read the tables {@code program} and {@code group} of a file. */
    static Drafts read(Composition composition, ForwardsReader forwards, Problems problems) {
        Drafts read = new Drafts(problems);
        read.readPrograms(composition.programs(), forwards);
        read.readGroups(composition.groups());
        if (!composition.leftOut().isEmpty()) {
            read.leaveOut(composition.leftOut());
        }
        return read;
    }

    /** Make the groups, and note what makes no sense between programs. */
    List<Group> groups() {
        RelationsCheck check = new RelationsCheck(names, templates, problems);
        for (ProgramReader.Draft draft : drafts) {
            relations.add(check.relations(draft.relations()));
        }
        GroupsCheck groupsCheck = new GroupsCheck(names, problems);
        int errorsBefore = problems.errorCount();
        Circles.note("needs", check.edges(), problems);
        List<Group> groups = writtenGroups.isEmpty() ? List.of() : groupsCheck.groups(writtenGroups);
        if (!groups.isEmpty() && problems.errorCount() == errorsBefore) {
            new GroupOrderCheck(check.edges(), writtenGroups, problems).note();
        }
        for (ProgramReader.Draft draft : drafts) {
            if (draft.template().isPresent()) {
                noteWithoutGroup(draft.template().get(), draft.offset(), groupsCheck);
            }
        }
        return groups;
    }

    /** Note what is wrong with the program that the settings name. */
    void checkExitWith(TomlValue supervisor) {
        Optional<Reference> named = SettingsReader.exitWith(supervisor);
        if (named.isEmpty() || !names.hasProgram(Key.EXIT_WITH, named.get())) {
            return;
        }
        ProgramTemplate template = templates.get(named.get().name());
        if (template != null && template.replicas().isPresent()) {
            problems.error(
                    named.get().offset(),
                    Key.EXIT_WITH.path() + ": " + Shown.text(named.get().name())
                            + " has replicas; expected a program that runs once, whose exit code can be procmon's");
        }
    }

    /** Make the programs; only where nothing is wrong, and after the groups. */
    List<ConfiguredProgram> programs() {
        List<ConfiguredProgram> programs = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            programs.add(new ConfiguredProgram(drafts.get(i).template().orElseThrow(), relations.get(i)));
        }
        return programs;
    }

    private void readPrograms(Collection<TomlTable.Entry> entries, ForwardsReader forwards) {
        ProgramReader reader = new ProgramReader(forwards, problems);
        for (TomlTable.Entry entry : entries) {
            if (NameText.isName(entry.key())) {
                names.addProgram(entry.key());
            } else {
                names.addImpossible(entry.key());
            }
            Optional<ProgramReader.Draft> draft = reader.read(entry);
            if (draft.isPresent()) {
                drafts.add(draft.get());
                Optional<ProgramTemplate> template = draft.get().template();
                if (template.isPresent()) {
                    templates.put(entry.key(), template.get());
                }
            }
        }
    }

    private void readGroups(Collection<TomlTable.Entry> entries) {
        for (TomlTable.Entry entry : entries) {
            names.addGroup(entry.key());
            Optional<WrittenGroup> group = WrittenGroup.read(entry, problems);
            if (group.isPresent()) {
                writtenGroups.add(group.get());
            }
        }
    }

    /** Take programs out of the groups, and groups of which nothing is left out of those around them. */
    private void leaveOut(Set<String> programs) {
        Set<String> gone = new HashSet<>(programs);
        boolean more = true;
        while (more) {
            more = false;
            for (int i = writtenGroups.size() - 1; i >= 0; i--) {
                WrittenGroup left = writtenGroups.get(i).without(gone);
                writtenGroups.set(i, left);
                if (left.members().isEmpty() && gone.add(left.name())) {
                    more = true;
                }
            }
        }
        for (int i = writtenGroups.size() - 1; i >= 0; i--) {
            if (gone.contains(writtenGroups.get(i).name())) {
                writtenGroups.remove(i);
            }
        }
        for (String name : gone) {
            names.addLeftOut(name);
        }
    }

    private void noteWithoutGroup(ProgramTemplate template, int offset, GroupsCheck groups) {
        String name = template.name().value();
        if (groups.isWithoutGroup(name, template.policy().giveUp())) {
            problems.warning(
                    offset,
                    "program " + Shown.text(name)
                            + ": give-up.then = \"fail-group\", but it is a member of no group; it only fails");
        }
    }
}
