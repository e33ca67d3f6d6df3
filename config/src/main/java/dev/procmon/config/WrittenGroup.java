// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group as it is written: with members that may be nobody.
 *
 * @param offset where its name stands
 */
record WrittenGroup(String name, int offset, List<Reference> members, Strategy strategy, Optional<GiveUp> giveUp) {

    /** Read an entry of the table {@code group}; empty where it is no table. */
    static Optional<WrittenGroup> read(TomlTable.Entry entry, Problems problems) {
        String name = entry.key();
        if (!NameText.isName(name)) {
            problems.error(entry.keyOffset(), NameText.refusal("group", name));
        }
        if (!(entry.value() instanceof TomlTable table)) {
            noteNoTable(entry, problems);
            return Optional.empty();
        }
        Fields fields = Fields.of(table, Section.GROUP, problems);
        List<Reference> members = Reference.read(fields, Key.MEMBERS);
        Optional<TomlValue> written = fields.value(Key.MEMBERS);
        if (written.isEmpty()) {
            fields.missing(Key.MEMBERS, entry.keyOffset(), "group " + Shown.text(name) + " has no \"members\"");
        } else if (written.get() instanceof TomlValue.Array array
                && array.elements().isEmpty()) {
            fields.refused(array, "members is empty: a group has at least one");
        }
        return Optional.of(new WrittenGroup(
                name,
                entry.keyOffset(),
                members,
                Choice.STRATEGY.read(fields, Key.STRATEGY).orElse(Strategy.ONE_FOR_ONE),
                GiveUpReader.read(fields, Key.GROUP_GIVE_UP)));
    }

    /** Return the same group without some of its members. */
    WrittenGroup without(Set<String> gone) {
        List<Reference> left = new ArrayList<>();
        for (Reference member : members) {
            if (!gone.contains(member.name())) {
                left.add(member);
            }
        }
        return new WrittenGroup(name, offset, left, strategy, giveUp);
    }

    Group group() {
        List<String> names = new ArrayList<>();
        for (Reference member : members) {
            names.add(member.name());
        }
        return new Group(name, names, strategy, giveUp);
    }

    private static void noteNoTable(TomlTable.Entry entry, Problems problems) {
        String key = entry.key();
        String message;
        if (entry.value() instanceof TomlValue.Tables) {
            message = "a group has one table; write [group." + TomlText.key(TomlText.shortened(key)) + "], not [[...]]";
        } else if (Key.find(Section.GROUP, key).isPresent()) {
            message = "group." + key + ": settings belong to a group; write [group.NAME] above";
        } else {
            message = "group " + Shown.text(key) + ": expected a table, got " + Shown.value(entry.value());
        }
        problems.error(entry.keyOffset(), message);
    }
}
