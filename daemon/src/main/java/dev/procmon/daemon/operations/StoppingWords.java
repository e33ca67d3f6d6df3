// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.Reason;

/** Says why a run is ended that nobody has asked to end. */
final class StoppingWords {

    private StoppingWords() {}

    static String because(Reason reason) {
        return switch (reason) {
            case NOT_READY_IN_TIME, NOT_LIVE, SILENT, TOO_LARGE, RAN_TOO_LONG, ABANDONED, LEFT_OTHERS_BEHIND ->
                ", for " + reason.sentence();
            case RESTART_REQUESTED -> ", to be restarted";
            default -> "";
        };
    }
}
