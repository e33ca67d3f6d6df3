// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.net.URI;
import java.net.URISyntaxException;

/** URLs at which a collector takes what OpenTelemetry sends over HTTP. */
final class EndpointText {

    /** Where collectors take logs unless they are told otherwise (OpenTelemetry, OTLP/HTTP). */
    private static final String PATH = "/v1/logs";

    private EndpointText() {}

    /** Read a URL; the usual path is added to one that has none. */
    static Parsed<URI> of(String text) {
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            return new Parsed.Refused<>("expected " + ValueType.OTLP.expected() + ", got " + Shown.text(text));
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            return new Parsed.Refused<>(Shown.text(text) + " is no URL: " + Shown.plain(e.getReason()));
        }
    }

    private static Parsed<URI> of(URI uri) throws URISyntaxException {
        if (uri.getRawUserInfo() != null) {
            return new Parsed.Refused<>("a URL with a user is not supported; use the header Authorization");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > AddressText.PORT_MAX) {
            return new Parsed.Refused<>(Shown.text(uri.toString()) + " has no host and port that there can be");
        }
        if (uri.getRawFragment() != null) {
            return new Parsed.Refused<>("a URL with a fragment, \"#...\", means nothing to a server");
        }
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        return new Parsed.Understood<>(bare && uri.getRawQuery() == null ? uri.resolve(PATH) : uri);
    }
}
