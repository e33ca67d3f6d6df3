// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.program.Account;

/** Somebody who is allowed something: a user, or whoever is in a group. Names are looked up on the host. */
public sealed interface Principal {

    /** One user. */
    record User(Account account) implements Principal {

        /** Return it as it is written. */
        @Override
        public String toString() {
            return PrincipalText.USER + account;
        }
    }

    /** All members of a group. */
    record Group(Account account) implements Principal {

        /** Return it as it is written. */
        @Override
        public String toString() {
            return PrincipalText.GROUP + account;
        }
    }
}
