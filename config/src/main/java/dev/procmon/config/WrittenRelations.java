// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.order.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a program depends on others, as it is written: names that may be those of nobody.
 *
 * @param program the name of the program
 */
record WrittenRelations(
        String program,
        List<WrittenNeed> needs,
        List<Reference> wants,
        List<Reference> bound,
        List<Reference> restartWith) {

    /** One of {@code needs}; where no condition is written, it depends on what is needed. */
    record WrittenNeed(Reference on, Optional<Condition> condition) {}

    static WrittenRelations read(String program, Fields fields) {
        return new WrittenRelations(
                program,
                needs(fields),
                Reference.read(fields, Key.WANTS),
                Reference.read(fields, Key.BOUND),
                Reference.read(fields, Key.RESTART_WITH));
    }

    boolean isEmpty() {
        return needs.isEmpty() && wants.isEmpty() && bound.isEmpty() && restartWith.isEmpty();
    }

    private static List<WrittenNeed> needs(Fields fields) {
        Optional<TomlValue> value = fields.value(Key.NEEDS);
        if (value.isEmpty()) {
            return List.of();
        }
        List<WrittenNeed> needs = new ArrayList<>();
        if (value.get() instanceof TomlTable table) {
            for (TomlTable.Entry entry : table.entries()) {
                Optional<Condition> condition =
                        Choice.CONDITION.read(fields, "needs." + Shown.key(entry.key()), entry.value());
                needs.add(new WrittenNeed(new Reference(entry.key(), entry.keyOffset()), condition));
            }
            return needs;
        }
        for (Reference reference : Reference.read(fields, Key.NEEDS)) {
            needs.add(new WrittenNeed(reference, Optional.empty()));
        }
        return needs;
    }
}
