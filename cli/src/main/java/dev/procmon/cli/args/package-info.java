// SPDX-License-Identifier: Apache-2.0

/**
 * The command line: what commands and options there are, as data, from which arguments are read, help and completion are
 * written and mistakes are put right.
 *
 * <p>Not picocli: its classes are of a format that the Java machine neither verifies quickly nor keeps in a start-up cache,
 * which costs more than 100 ms on every start, annotations or not; the first child has to run by then.
 */
@NullMarked
package dev.procmon.cli.args;

import org.jspecify.annotations.NullMarked;
