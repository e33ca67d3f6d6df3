// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.accounts;

/**
 * A user in the user database.
 *
 * @param id the user id
 * @param group the primary group
 */
public record HostUser(long id, long group) {}
