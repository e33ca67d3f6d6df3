// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.ProblemDetail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps web pages away that are not meant to talk to a supervisor, whatever names they make the browser believe in (DNS rebinding).
 *
 * @param hosts how this server may be called, in lower case, without a port; anything where there are none
 * @param origins the pages that may talk to it
 */
record Origins(List<String> hosts, List<String> origins) {

    Origins {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }

    /** Refuse a request that is sent for the wrong reasons. */
    Optional<Admission.Denied> refusal(Request request) {
        if (!hosts.isEmpty() && !hosts.contains(nameIn(request.host()))) {
            return Optional.of(denied(Refusals.wrongHost(
                    "the Host header names another server; names to add stand in supervisor.api.hosts")));
        }
        if (request.origin().isPresent() && !origins.contains(request.origin().get())) {
            return Optional.of(
                    denied(
                            Refusals.forbidden(
                                    "web pages of this origin may not talk to procmon; those that may stand in supervisor.api.origins")));
        }
        return Optional.empty();
    }

    private static Admission.Denied denied(ProblemDetail problem) {
        return new Admission.Denied(problem, List.of(), false);
    }

    private static String nameIn(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
    }
}
