// SPDX-License-Identifier: Apache-2.0

/**
 * What a supervisor does when it is asked: it says how programs are and why, does what is requested about them, and brings a
 * changed configuration into effect.
 */
@NullMarked
package dev.procmon.daemon.operations;

import org.jspecify.annotations.NullMarked;
