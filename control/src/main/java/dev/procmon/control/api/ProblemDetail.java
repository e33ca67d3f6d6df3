// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.api;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * Why a request was not fulfilled (RFC 9457, {@code application/problem+json}).
 *
 * @param status the HTTP status
 * @param title what it means, a few words, the same for each of its kind
 * @param detail what is wrong here, one line for a person
 * @param errors all that is wrong, where that is more than one thing, such as the problems of a configuration
 */
public record ProblemDetail(int status, String title, String detail, List<String> errors) implements ToJson {

    public ProblemDetail {
        errors = List.copyOf(errors);
    }

    /** Make one with a single error. */
    public ProblemDetail(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    @Override
    public void fields(JsonFields out) {
        out.text("type", "about:blank")
                .text("title", title)
                .number("status", status)
                .text("detail", detail);
        if (!errors.isEmpty()) {
            out.texts("errors", errors);
        }
    }

    /** Read it back. */
    public static ProblemDetail of(JsonObject json) {
        return new ProblemDetail(
                Math.toIntExact(json.number("status")), json.text("title"), json.text("detail"), json.texts("errors"));
    }
}
