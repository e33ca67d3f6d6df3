// SPDX-License-Identifier: Apache-2.0

/**
 * Supervision in the foreground, without a daemon: it lives as long as its programs or until a signal comes, and leaves
 * nothing behind.
 */
@NullMarked
package dev.procmon.app.foreground;

import org.jspecify.annotations.NullMarked;
