// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.api.Role;
import java.util.List;

/** Whether a request is listened to. */
sealed interface Admission {

    /** It is, and this is who sends it, and what that one may do. */
    record Admitted(Operations.Caller caller, Role role) implements Admission {}

    /**
     * It is not.
     *
     * @param headers lines that the answer has beside others
     * @param isGuess whether it may be one of many tries to guess a secret
     */
    record Denied(ProblemDetail problem, List<String> headers, boolean isGuess) implements Admission {}
}
