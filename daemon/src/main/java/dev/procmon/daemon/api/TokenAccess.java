// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.Role;
import java.util.List;
import java.util.Optional;

/**
 * Lets those in who come over the network with a token.
 *
 * @param address from where, for people
 */
record TokenAccess(Tokens tokens, Origins origins, String address) implements Access {

    private static final String SCHEME = "Bearer ";
    private static final List<String> CHALLENGE = List.of("WWW-Authenticate: Bearer realm=\"procmon\"");

    @Override
    public Admission admit(Request request) {
        Optional<Admission.Denied> refusal = origins.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<String> given = request.authorization();
        if (given.isEmpty() || !given.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Admission.Denied(
                    Refusals.unauthorized("a token is needed: Authorization: Bearer TOKEN"), CHALLENGE, true);
        }
        Optional<Role> role =
                tokens.roleOf(given.get().substring(SCHEME.length()).strip());
        if (role.isEmpty()) {
            return new Admission.Denied(Refusals.unauthorized("this token is not known"), CHALLENGE, true);
        }
        String who = "token " + role.get().word() + " from " + address;
        return new Admission.Admitted(new Operations.Caller(who), role.get());
    }
}
