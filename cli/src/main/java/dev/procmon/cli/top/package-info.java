// SPDX-License-Identifier: Apache-2.0

/**
 * The full-screen view. {@link dev.procmon.cli.top.TopModel} decides, {@link dev.procmon.cli.top.TopScreen} draws, both pure; {@link
 * dev.procmon.cli.top.TopSession} has the threads.
 */
@NullMarked
package dev.procmon.cli.top;

import org.jspecify.annotations.NullMarked;
