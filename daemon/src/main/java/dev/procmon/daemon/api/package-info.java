// SPDX-License-Identifier: Apache-2.0

/**
 * The HTTP API of a running supervisor: who may connect, what is asked for, and streams of events and lines. What is asked for is done by
 * {@link dev.procmon.daemon.api.Operations}; nothing here knows how.
 */
@NullMarked
package dev.procmon.daemon.api;

import org.jspecify.annotations.NullMarked;
