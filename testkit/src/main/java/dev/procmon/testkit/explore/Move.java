// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

/**
 * One step of a sequence: an operation on the monitor, or something that happens to its processes.
 *
 * @param kind what is done or happens
 * @param child to which of the children, from 0; 0 where it is about all of them
 */
public record Move(Kind kind, int child) {

    /** What can be done, and what can happen. */
    public enum Kind {
        ADD(true),
        REMOVE(true),
        START(true),
        STOP(true),
        RESTART(true),
        KILL(true),
        SERVICE_UP(false),
        SERVICE_DOWN(false),
        RESTART_ALL(false),
        REPLACE(true),
        UPDATE(true),
        SPAWN_SUCCEEDS(true),
        SPAWN_FAILS(true),
        EXITS_CLEANLY(true),
        EXITS_WITH_FAILURE(true),
        ENDS_BY_SIGNAL(true),
        EXITS_WHILE_ITS_OUTPUT_IS_HELD(true),
        HELD_OUTPUT_ENDS(true),
        WRITES_A_LINE(true),
        WRITES_HALF_A_LINE(true),
        SIGNALS_ARE_REFUSED_FROM_NOW_ON(true),
        OLD_RUN_IS_REPORTED_AGAIN(true),
        BECOMES_READY(true),
        LEADER_EXITS(true),
        LEFTOVERS_END(true),
        HOOK_SUCCEEDS(true),
        HOOK_FAILS(true),
        TIME_PASSES(false);

        private final boolean perChild;

        Kind(boolean perChild) {
            this.perChild = perChild;
        }

        boolean isPerChild() {
            return perChild;
        }
    }

    @Override
    public String toString() {
        return kind.isPerChild() ? kind + "(" + child + ")" : kind.toString();
    }
}
