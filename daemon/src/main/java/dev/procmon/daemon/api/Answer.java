// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.ToJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a request is answered with. */
sealed interface Answer {

    /**
     * An answer that ends.
     *
     * @param status the HTTP status
     * @param type the media type of the body
     * @param headers whole lines of the head beside those that each answer has
     * @param body the body
     */
    record Whole(int status, String type, List<String> headers, Bytes body) implements Answer {

        /** Return what the method HEAD is answered with. */
        Whole withoutBody() {
            return new Whole(status, type, headers, Bytes.NONE);
        }
    }

    /** A stream of events, which goes on. */
    record Events(EventFeed feed) implements Answer {}

    /** A stream of lines, which goes on. */
    record Lines(Operations operations, LogQuery query) implements Answer {}

    static Answer.Whole text(String type, String text) {
        return new Whole(200, type, List.of(), new Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer.Whole json(int status, ToJson value) {
        return new Whole(status, "application/json", List.of(), new Bytes(Json.bytes(value)));
    }

    static Answer.Whole refusal(ProblemDetail problem) {
        return refusal(problem, List.of());
    }

    static Answer.Whole refusal(ProblemDetail problem, List<String> headers) {
        return new Whole(problem.status(), "application/problem+json", headers, new Bytes(Json.bytes(problem)));
    }
}
