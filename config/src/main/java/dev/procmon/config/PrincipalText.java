// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Users and groups as people write them: {@code user:monitor}, {@code group:27}. */
final class PrincipalText {

    static final String USER = "user:";
    static final String GROUP = "group:";

    private PrincipalText() {}

    /** Read a list of them, of which none may come twice. */
    static List<Principal> read(Fields fields, Key key) {
        if (fields.value(key).isEmpty()) {
            return List.of();
        }
        List<Principal> principals = new ArrayList<>();
        for (TomlValue element : fields.array(key)) {
            Optional<Principal> principal = read(fields, key, element);
            if (principal.isPresent() && principals.contains(principal.get())) {
                fields.refused(element, key.path() + ": " + Shown.text(principal.get() + "") + " comes twice");
            } else if (principal.isPresent()) {
                principals.add(principal.get());
            }
        }
        return principals;
    }

    private static Optional<Principal> read(Fields fields, Key key, TomlValue element) {
        String text = element instanceof TomlValue.Text written ? written.value() : "";
        boolean user = text.startsWith(USER);
        boolean group = text.startsWith(GROUP);
        if (!user && !group) {
            return fields.refused(
                    element,
                    key.path() + ": expected \"user:NAME\" or \"group:NAME\", with a name or a number, got "
                            + Shown.value(element));
        }
        try {
            Account account = Account.of(text.substring(user ? USER.length() : GROUP.length()));
            return Optional.of(user ? new Principal.User(account) : new Principal.Group(account));
        } catch (IllegalArgumentException _) {
            return fields.refused(
                    element,
                    key.path() + ": " + Shown.text(text) + " names nobody; expected a name, or a number from 0 to "
                            + IdentityReader.ID_MAX);
        }
    }
}
