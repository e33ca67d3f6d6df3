// SPDX-License-Identifier: Apache-2.0

/** Looks at what programs offer, on threads of its own: connections, answers of HTTP, files. */
@NullMarked
package dev.procmon.posix.probe;

import org.jspecify.annotations.NullMarked;
