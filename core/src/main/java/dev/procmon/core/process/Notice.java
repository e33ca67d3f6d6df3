// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/**
 * What a process of a run has told the supervisor by sd_notify(3) or by its notification descriptor. It is a message of the
 * program, so anything may stand in it.
 *
 * @param text lines {@code KEY=VALUE}; {@code READY=1} for a line on a notification descriptor
 * @param sender the pid of the sender, which belongs to the run
 */
public record Notice(String text, long sender) {}
