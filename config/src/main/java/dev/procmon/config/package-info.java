// SPDX-License-Identifier: Apache-2.0

/**
 * The text of a configuration file to a validated, immutable {@link dev.procmon.config.Configuration}, or to every
 * {@link dev.procmon.config.Problem} that it has. Start at {@link dev.procmon.config.ConfigReader}.
 *
 * <p>What keys there are is said in one place, {@code Key}: the hints at unknown keys and the tables of the manual come
 * from there. A valid file is read without streams, lambdas and regular expressions, each of which costs a starting
 * supervisor milliseconds before its first child.
 */
@NullMarked
package dev.procmon.config;

import org.jspecify.annotations.NullMarked;
