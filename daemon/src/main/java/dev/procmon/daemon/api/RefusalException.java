// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;

/** The server itself says no. Carries the answer; has no stack trace, for it is made of what strangers send. */
final class RefusalException extends RuntimeException {

    private final transient ProblemDetail problem;

    RefusalException(ProblemDetail problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ProblemDetail problem() {
        return problem;
    }
}
