// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

/**
 * Leaves the statement at hand because of a fault. The parser notes it and goes on behind the cursor. Stays in the
 * package.
 */
final class SyntaxException extends RuntimeException {

    /** Where the parser should look for the next statement. */
    enum Resume {
        /** On the next line. */
        NEXT_LINE,
        /** On the first later line that looks like a statement: the fault is in a value that may span lines. */
        NEXT_STATEMENT,
        /** Nowhere: the rest of the text is part of the faulty value. */
        NOWHERE
    }

    private final transient SyntaxFault fault;
    private final Resume resume;

    SyntaxException(int offset, Resume resume, String message) {
        super(message, null, false, false);
        this.fault = new SyntaxFault(offset, message);
        this.resume = resume;
    }

    static SyntaxException at(int offset, String message) {
        return new SyntaxException(offset, Resume.NEXT_LINE, message);
    }

    SyntaxException inValueOfManyLines() {
        return resume == Resume.NEXT_LINE
                ? new SyntaxException(fault.offset(), Resume.NEXT_STATEMENT, fault.message())
                : this;
    }

    SyntaxFault fault() {
        return fault;
    }

    Resume resume() {
        return resume;
    }
}
