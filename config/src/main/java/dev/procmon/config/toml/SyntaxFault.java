// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

/**
 * A place at which the text is no TOML.
 *
 * @param offset where it shows
 * @param message what is wrong, and what was expected
 */
public record SyntaxFault(int offset, String message) {}
