// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

/**
 * A key of which two configurations say different things. Nothing of it is secret: of a file of variables only the names of those
 * that differ are told.
 *
 * @param key its path as in the file, such as {@code stop.grace} or {@code env.PORT}
 * @param old what was in effect, as {@link EffectiveConfiguration} writes it, or in words where no value says it; empty where not
 *     the key has changed but the content of a file that it names
 * @param now what is to be in effect, or what has changed in the file: {@code PORT changed, DEBUG added}
 */
public record KeyChange(String key, String old, String now) {

    /** Return it in one line: {@code stop.grace: "10s" -> "30s"}. */
    @Override
    public String toString() {
        return old.isEmpty() ? key + ": " + now : key + ": " + old + " -> " + now;
    }
}
