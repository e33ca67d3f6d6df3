// SPDX-License-Identifier: Apache-2.0

/** Control groups of version 2 (cgroups(7)): one for each run, so that all of its processes are known and can be ended at once. */
@NullMarked
package dev.procmon.posix.cgroup;

import org.jspecify.annotations.NullMarked;
