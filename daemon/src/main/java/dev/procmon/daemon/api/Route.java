// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request is for.
 *
 * @param endpoint what of the API
 * @param program the name in the path; empty where there is none
 */
record Route(Endpoint endpoint, String program) {

    private static final String VARIABLE = "{name}";
    private static final List<Pattern> PATTERNS = patterns();

    /** The parts of the path of an endpoint. */
    private record Pattern(Endpoint endpoint, List<String> segments) {}

    /**
     * Find it.
     *
     * @throws RefusalException where there is nothing at that path
     * @throws WrongMethodException where there is, but not by that method
     */
    static Route of(String method, Target target) {
        List<String> allowed = new ArrayList<>();
        for (Pattern each : PATTERNS) {
            Optional<String> program = match(each.segments(), target.segments());
            if (program.isPresent() && each.endpoint().method().equals(method)) {
                return new Route(each.endpoint(), program.get());
            }
            if (program.isPresent()) {
                allowed.add(each.endpoint().method());
            }
        }
        if (allowed.isEmpty()) {
            throw new RefusalException(
                    Refusals.notFound("there is nothing at this path; GET /v1/openapi.json says what there is"));
        }
        throw new WrongMethodException(String.join(", ", allowed));
    }

    private static Optional<String> match(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        String variable = "";
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals(VARIABLE) && !segments.get(i).isEmpty()) {
                variable = segments.get(i);
            } else if (!pattern.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variable);
    }

    private static List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        for (Endpoint each : Endpoint.values()) {
            patterns.add(new Pattern(each, List.of(each.path().substring(1).split("/", -1))));
        }
        return patterns;
    }

    /** There is something at that path, but not by that method. */
    static final class WrongMethodException extends RuntimeException {

        private final String allowed;

        WrongMethodException(String allowed) {
            super(allowed, null, false, false);
            this.allowed = allowed;
        }

        /** Return the methods that there are. */
        String allowed() {
            return allowed;
        }
    }
}
