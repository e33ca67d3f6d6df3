// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LogFormat;

/**
 * Where bytes of a file come from.
 *
 * @param count whose they are
 * @param format in which they are written
 * @param run of which run
 * @param stderr of which stream of it
 */
record Origin(ProgramCount count, LogFormat format, long run, boolean stderr) {}
