// SPDX-License-Identifier: Apache-2.0

/**
 * TOML text to values that know where they stand. Knows nothing of procmon: places are offsets into the text, and every
 * fault of the text is returned with the offset at which it shows.
 *
 * <p>Reads TOML 1.1, of which every TOML 1.0 document is one. Written for this program because the general parsers cost
 * more time than the whole start of a supervisor may take, and because the wording of an error is part of the product.
 */
@NullMarked
package dev.procmon.config.toml;

import org.jspecify.annotations.NullMarked;
