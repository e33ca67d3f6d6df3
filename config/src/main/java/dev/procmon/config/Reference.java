// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The name of a program or a group where another one names it. */
record Reference(String name, int offset) {

    /** Read an array of names, of which none may come twice. */
    static List<Reference> read(Fields fields, Key key) {
        if (fields.value(key).isEmpty()) {
            return List.of();
        }
        List<Reference> references = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TomlValue element : fields.array(key)) {
            if (!(element instanceof TomlValue.Text text)) {
                fields.refused(element, key.path() + ": expected a name, got " + Shown.value(element));
            } else if (names.add(text.value())) {
                references.add(new Reference(text.value(), text.offset()));
            } else {
                fields.refused(element, key.path() + ": " + Shown.text(text.value()) + " comes twice");
            }
        }
        return references;
    }
}
