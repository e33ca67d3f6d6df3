// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.List;

/**
 * What was read of a document: all of it where there are no faults, else what stands outside the faulty lines.
 *
 * @param root the keys that stand under no header, and the tables
 * @param faults in the order of the text, at most {@value TomlParser#FAULTS_MAX} and one that says so
 */
public record TomlDocument(TomlTable root, List<SyntaxFault> faults) {

    public TomlDocument {
        faults = List.copyOf(faults);
    }

    /** Parse a text. Never fails: what is wrong with it is in the faults. */
    public static TomlDocument parse(String text) {
        return new TomlParser(text).parse();
    }

    /** Return the same as if its text stood behind another one. */
    public TomlDocument shifted(int by) {
        return new Shift(by).document(this);
    }
}
