// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.util.List;

/** A request cannot be fulfilled, for a reason that the one who asks can understand. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final transient List<String> errors;

    /** Why not. */
    public enum Kind {
        /** There is no such program (404). */
        UNKNOWN,
        /** The request makes no sense (400). */
        MALFORMED,
        /** What is asked for does not go together with how things are (409). */
        CONFLICT,
        /** The configuration file has mistakes (422). */
        INVALID,
        /** The supervisor is ending (503). */
        ENDING,
        /** Too much is asked for at the same time (503). */
        BUSY
    }

    /**
     * Make it.
     *
     * @param message one line for a person
     * @param errors all that is wrong, where that is more than one thing
     */
    public RefusedException(Kind kind, String message, List<String> errors) {
        super(message);
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    /** Make it with a single error. */
    public RefusedException(Kind kind, String message) {
        this(kind, message, List.of());
    }

    /** Return why not. */
    public Kind kind() {
        return kind;
    }

    /** Return all that is wrong, where that is more than one thing. */
    public List<String> errors() {
        return errors;
    }
}
