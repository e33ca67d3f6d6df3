// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.ProbeTarget.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * URLs of HTTP probes: {@code http://host:port/path}, the port 80 and the path {@code /} where they are left out; and {@code
 * unix:socket:/path} for a server behind a socket in the file system.
 */
final class UrlText {

    private static final String HTTP = "http://";
    private static final String HOST = "Host";

    private record Location(Address via, String host, String path) {}

    private UrlText() {}

    static Parsed<ProbeTarget> target(TargetText.Http http, Placeholders placeholders) {
        Parsed<Location> location = location(placeholders.in(http.url()));
        if (location instanceof Parsed.Refused<Location> refused) {
            return refused.as();
        }
        Optional<Pattern> body = Optional.empty();
        if (http.body().isPresent()) {
            Parsed<Pattern> pattern =
                    TargetText.pattern(placeholders.in(http.body().get()));
            if (pattern instanceof Parsed.Refused<Pattern>(String message)) {
                return new Parsed.Refused<>("body is " + message);
            }
            body = Optional.of(pattern.get());
        }
        Map<String, String> headers = new LinkedHashMap<>(placeholders.in(http.headers()));
        Location to = location.get();
        String host = host(headers).orElse(to.host());
        return new Parsed.Understood<>(
                new ProbeTarget.Http(to.via(), host, to.path(), http.statusMin(), http.statusMax(), headers, body));
    }

    /** Take the host out of the headers, if it is one of them. */
    private static Optional<String> host(Map<String, String> headers) {
        for (String name : headers.keySet()) {
            if (name.equalsIgnoreCase(HOST)) {
                return Optional.ofNullable(headers.remove(name));
            }
        }
        return Optional.empty();
    }

    private static Parsed<Location> location(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) <= ' ' || url.charAt(i) >= 0x7f || url.charAt(i) == '#') {
                return new Parsed.Refused<>(
                        "a URL holds no blank, no '#' and only ASCII; write it in percent notation");
            }
        }
        if (url.startsWith(AddressText.UNIX)) {
            return unix(url.substring(AddressText.UNIX.length()));
        }
        if (url.startsWith("https:")) {
            return new Parsed.Refused<>("https is not spoken; use exec with a program that does, such as curl");
        }
        return url.startsWith(HTTP)
                ? network(url.substring(HTTP.length()))
                : new Parsed.Refused<>("expected " + ValueType.URL.expected() + ", got " + Shown.text(url));
    }

    private static Parsed<Location> unix(String rest) {
        int colon = rest.indexOf(":/");
        Parsed<String> path = AddressText.path(colon < 0 ? rest : rest.substring(0, colon));
        return path instanceof Parsed.Refused<String> refused
                ? refused.as()
                : new Parsed.Understood<>(new Location(
                        new Address.Unix(path.get()), "localhost", colon < 0 ? "/" : rest.substring(colon + 1)));
    }

    private static Parsed<Location> network(String rest) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        String authority = rest.substring(0, end);
        String tail = rest.substring(end);
        if (authority.indexOf('@') >= 0) {
            return new Parsed.Refused<>("a URL with a user is not supported; use the header Authorization");
        }
        boolean portGiven = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        Parsed<AddressText.HostPort> place = AddressText.hostPort(portGiven ? authority : authority + ":80");
        return place instanceof Parsed.Refused<AddressText.HostPort> refused
                ? refused.as()
                : new Parsed.Understood<>(new Location(
                        new Address.Tcp(place.get().host(), place.get().port()),
                        authority,
                        tail.startsWith("/") ? tail : "/" + tail));
    }
}
