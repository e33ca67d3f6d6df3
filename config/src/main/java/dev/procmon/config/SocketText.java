// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.SocketEndpoint;

/** A listening socket, as it is written. */
record SocketText(String name, String endpoint) {

    /** Return the socket of one replica. */
    Parsed<ListeningSocket> socket(Placeholders placeholders) {
        Parsed<SocketEndpoint> understood = AddressText.endpoint(placeholders.in(endpoint));
        return understood instanceof Parsed.Refused<SocketEndpoint> refused
                ? refused.as()
                : new Parsed.Understood<>(new ListeningSocket(name, understood.get()));
    }
}
