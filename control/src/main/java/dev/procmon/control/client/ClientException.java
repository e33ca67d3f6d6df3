// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.api.ProblemDetail;
import java.util.Optional;

/** A request was not fulfilled. The message is one line for a person. */
public final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Cause reason;
    private final transient Optional<ProblemDetail> problem;

    /** Why. */
    public enum Cause {
        /** No supervisor is there, or it has gone. */
        NOT_RUNNING,
        /** One may not do that. */
        FORBIDDEN,
        /** The request is wrong: unknown names, a configuration with mistakes. */
        REFUSED,
        /** The supervisor cannot do it now, or has failed. */
        FAILED
    }

    /** Make it. */
    public ClientException(Cause reason, String message, Optional<ProblemDetail> problem) {
        super(message);
        this.reason = reason;
        this.problem = problem;
    }

    /** Return why. */
    public Cause reason() {
        return reason;
    }

    /** Return what the supervisor says about it, if it was that which refused. */
    public Optional<ProblemDetail> problem() {
        return problem;
    }
}
