// SPDX-License-Identifier: Apache-2.0

/** Hears what programs say: by datagrams as with sd_notify(3), or by a line on a descriptor as with s6. */
@NullMarked
package dev.procmon.posix.notify;

import org.jspecify.annotations.NullMarked;
