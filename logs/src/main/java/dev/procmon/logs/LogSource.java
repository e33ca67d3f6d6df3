// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds output of a program; a program may have two, and a file several programs.
 *
 * @param program whose output it is
 * @param file the file that is written, absolute; its older segments are beside it
 * @param format how now; older segments may have been written in another one
 * @param stream the only stream in it, {@code stdout} or {@code stderr}; both where empty
 */
public record LogSource(String program, Path file, LogFormat format, Optional<String> stream) {}
