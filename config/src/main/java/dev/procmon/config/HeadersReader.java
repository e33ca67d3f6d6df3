// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a table of headers of HTTP. */
final class HeadersReader {

    private HeadersReader() {}

    /** Return those that a key has, if it is there. */
    static Map<String, String> read(Fields fields, Key key) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (fields.value(key).isEmpty()) {
            return headers;
        }
        for (TomlTable.Entry entry : fields.entries(key)) {
            String subject = key.path() + "." + TomlText.key(TomlText.shortened(entry.key()));
            if (!HeaderText.isName(entry.key())) {
                fields.problems().error(entry.keyOffset(), subject + " is no name of a header");
            } else if (!(entry.value() instanceof TomlValue.Text text)) {
                fields.refused(
                        entry.value(),
                        subject + ": expected a string, got " + Shown.value(entry.value())
                                + Shown.quoteHint(entry.value()));
            } else if (HeaderText.isValue(text.value())) {
                headers.put(entry.key(), text.value());
            } else {
                fields.refused(text, subject + " holds a character that no header can carry");
            }
        }
        return headers;
    }
}
