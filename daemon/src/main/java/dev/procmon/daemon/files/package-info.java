// SPDX-License-Identifier: Apache-2.0

/** What is said when a file cannot be read or written. */
@NullMarked
package dev.procmon.daemon.files;

import org.jspecify.annotations.NullMarked;
