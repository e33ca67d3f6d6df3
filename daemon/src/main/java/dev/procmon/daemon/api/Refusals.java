// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;

/** The ways in which the server itself says no. */
final class Refusals {

    private Refusals() {}

    static ProblemDetail malformed(String detail) {
        return new ProblemDetail(400, "Bad request", detail);
    }

    static ProblemDetail unauthorized(String detail) {
        return new ProblemDetail(401, "Who are you", detail);
    }

    static ProblemDetail forbidden(String detail) {
        return new ProblemDetail(403, "Not allowed", detail);
    }

    static ProblemDetail notFound(String detail) {
        return new ProblemDetail(404, "Not found", detail);
    }

    static ProblemDetail wrongMethod(String detail) {
        return new ProblemDetail(405, "Wrong method", detail);
    }

    static ProblemDetail tooSlow(long seconds) {
        return new ProblemDetail(408, "Too slow", "the request was not whole after " + seconds + " s");
    }

    static ProblemDetail tooLarge(String detail) {
        return new ProblemDetail(413, "Too large", detail);
    }

    static ProblemDetail lineTooLong(int limit) {
        return new ProblemDetail(414, "Too long", "the request line is longer than " + limit + " bytes");
    }

    static ProblemDetail unmetExpectation() {
        return new ProblemDetail(417, "Unknown expectation", "the only expectation that is known is 100-continue");
    }

    static ProblemDetail wrongHost(String detail) {
        return new ProblemDetail(421, "Wrong host", detail);
    }

    static ProblemDetail tooManyRequests(int limit) {
        return new ProblemDetail(
                429, "Too many requests", "more than " + limit + " requests wait on one connection for their answers");
    }

    static ProblemDetail headersTooLarge(int limit) {
        return new ProblemDetail(431, "Too large", "the headers are longer than " + limit + " bytes together");
    }

    static ProblemDetail fault() {
        return new ProblemDetail(500, "Fault", "a fault of procmon, see its log");
    }

    static ProblemDetail unknownCoding() {
        return new ProblemDetail(501, "Unknown coding", "the only transfer coding that is known is chunked");
    }

    static ProblemDetail unavailable(String detail) {
        return new ProblemDetail(503, "Not now", detail);
    }

    static ProblemDetail wrongVersion() {
        return new ProblemDetail(505, "Wrong version", "only HTTP/1.1 is spoken here");
    }

    /** Say what a request was refused for by who does what is asked. */
    static ProblemDetail of(RefusedException refused) {
        String detail = String.valueOf(refused.getMessage());
        return switch (refused.kind()) {
            case UNKNOWN -> new ProblemDetail(404, "Not found", detail, refused.errors());
            case MALFORMED -> new ProblemDetail(400, "Bad request", detail, refused.errors());
            case CONFLICT -> new ProblemDetail(409, "Conflict", detail, refused.errors());
            case INVALID -> new ProblemDetail(422, "Mistakes in the configuration", detail, refused.errors());
            case ENDING, BUSY -> new ProblemDetail(503, "Not now", detail, refused.errors());
        };
    }
}
