// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Policy;

/**
 * Under what terms a step is taken.
 *
 * @param policy how the child is treated
 * @param admission whether it may be started now
 */
public record Terms(Policy policy, Admission admission) {}
