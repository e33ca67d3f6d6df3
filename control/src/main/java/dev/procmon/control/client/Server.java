// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import dev.procmon.control.instance.Instance;
import dev.procmon.control.instance.Instances;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Where a supervisor is talked to.
 *
 * @param place its socket, or its address in the network
 * @param token by what one proves over the network who one is
 * @param absence what to tell a user when nobody is there
 */
record Server(Place place, Optional<String> token, String absence) {

    /** Where. What depends on the kind is asked of it: a switch over types costs a command line milliseconds at its start. */
    sealed interface Place {

        Wire connect() throws IOException;

        /** Return the name by which the server is called. */
        String host();

        /** Say what it means that there is no connection. */
        ClientException absent(Exception cause, String absence);

        /** At a Unix socket. */
        record Socket(Path path) implements Place {

            @Override
            public Wire connect() throws IOException {
                return UnixWire.connect(path);
            }

            @Override
            public String host() {
                return "localhost";
            }

            @Override
            public ClientException absent(Exception cause, String absence) {
                if (Instances.livenessAfter(cause, path) == Instance.Liveness.CLOSED) {
                    String why = "you (uid " + Instances.ownUid() + ") may not talk to this procmon (" + path
                            + "); ask its owner for a role in [supervisor.api]";
                    return new ClientException(ClientException.Cause.FORBIDDEN, why, Optional.empty());
                }
                return new ClientException(ClientException.Cause.NOT_RUNNING, absence, Optional.empty());
            }

            @Override
            public String toString() {
                return path.toString();
            }
        }

        /** In the network. */
        record Network(URI uri) implements Place {

            @Override
            public Wire connect() throws IOException {
                return NetworkWire.connect(uri);
            }

            @Override
            public String host() {
                return uri.getRawAuthority();
            }

            @Override
            public ClientException absent(Exception cause, String absence) {
                String why = cause instanceof SSLException secure
                        ? TlsFailure.describe(secure)
                        : cause.getMessage() == null ? cause.toString() : cause.getMessage();
                return new ClientException(ClientException.Cause.NOT_RUNNING, absence + ": " + why, Optional.empty());
            }

            @Override
            public String toString() {
                return uri.toString();
            }
        }
    }

    /** Read an address such as {@code https://host:9273} or {@code unix:/run/procmon/shop/api.sock}. */
    static Place placeOf(String address) {
        if (address.startsWith("unix:/")) {
            return new Place.Socket(Path.of(address.substring("unix:".length())));
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            boolean isPlain = uri.getRawQuery() == null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && isPlain
                    && (path.isEmpty() || path.equals("/"))) {
                return new Place.Network(new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null));
            }
        } catch (URISyntaxException e) {
            // It is refused below, with what was expected.
        }
        throw new IllegalArgumentException("\"" + address
                + "\" is no address of a procmon: expected https://HOST:PORT, http://HOST:PORT or unix:/PATH");
    }

    /**
     * Read a token from a file: its first line that is no comment, the last word of it, so that the file of the server will do.
     *
     * @throws IllegalArgumentException if there is none
     */
    static String tokenIn(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    String token = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
                    if (isPrintable(token)) {
                        return token;
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the token file " + file + " cannot be read: " + e.getMessage());
        }
        throw new IllegalArgumentException("there is no token in the file " + file);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
