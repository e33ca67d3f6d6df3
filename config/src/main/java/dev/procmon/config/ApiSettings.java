// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may talk to the supervisor, how, and from where. Root and the supervisor's own user may do everything, whatever is said here.
 *
 * @param clients how many connections there may be at a time
 * @param view who may look
 * @param operate who may start and stop programs, and look
 * @param configure who may change the configuration, and all else
 * @param tcp where on the network it listens, beside its socket; never without a token
 * @param tokenFile the file that holds the token of those who come over the network
 * @param tls by what it proves who it is; always there where other hosts can reach it
 * @param hosts further names by which clients may call it
 * @param origins the web pages of others that may talk to it
 */
public record ApiSettings(
        int clients,
        List<Principal> view,
        List<Principal> operate,
        List<Principal> configure,
        Optional<TcpListener> tcp,
        Optional<Path> tokenFile,
        Optional<TlsFiles> tls,
        List<String> hosts,
        List<String> origins) {

    /** The number of connections where the file says nothing: a thousand who watch, and some who act. */
    static final int CLIENTS_STANDARD = 1_100;

    static final int CLIENTS_MAX = 10_000;

    /** What is in effect where the file says nothing: the socket alone, for root and the supervisor's own user. */
    public static final ApiSettings STANDARD = new ApiSettings(
            CLIENTS_STANDARD,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    public ApiSettings {
        if (clients < 1 || clients > CLIENTS_MAX) {
            throw new IllegalArgumentException(clients + " connections are not between 1 and " + CLIENTS_MAX);
        }
        if (tcp.isPresent() && tokenFile.isEmpty()) {
            throw new IllegalArgumentException("a listener on the network without a token");
        }
        if (tcp.isPresent() && tls.isEmpty() && !tcp.get().isLoopback()) {
            throw new IllegalArgumentException("a listener for other hosts without TLS");
        }
        view = List.copyOf(view);
        operate = List.copyOf(operate);
        configure = List.copyOf(configure);
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }
}
