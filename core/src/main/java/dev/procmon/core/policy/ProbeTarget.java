// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import dev.procmon.core.program.Command;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a probe looks at. */
public sealed interface ProbeTarget {

    /** A target outside of the supervisor, which the reactor looks at. */
    sealed interface Outside extends ProbeTarget {}

    /**
     * The answer to a GET request of HTTP/1.1.
     *
     * @param via where to connect to
     * @param host what stands in the {@code Host} header
     * @param path the path and query, beginning with a slash
     * @param statusMin the least status that passes
     * @param statusMax the greatest status that passes
     * @param headers headers that are sent, in the place of those of the same name that are sent by default
     * @param body what must be found in the first 64 KiB of the body, where anything must
     */
    record Http(
            Address via,
            String host,
            String path,
            int statusMin,
            int statusMax,
            Map<String, String> headers,
            Optional<Pattern> body)
            implements Outside {
        public Http {
            headers = Map.copyOf(headers);
            if (!path.startsWith("/") || path.indexOf(' ') >= 0 || holdsControls(path) || holdsControls(host)) {
                throw new IllegalArgumentException("no path and host of a request: " + path + ", " + host);
            }
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (!NAME.matcher(header.getKey()).matches() || holdsControls(header.getValue())) {
                    throw new IllegalArgumentException("no header: " + header.getKey());
                }
            }
        }

        /** A token, as RFC 9110 has it. */
        private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

        /** With a line break in it a request would become another one. */
        private static boolean holdsControls(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < ' ' || text.charAt(i) == 0x7F) {
                    return true;
                }
            }
            return false;
        }

        /** Two patterns of the same text are the same, though {@link Pattern} does not say so: a plan for a reload must not see a change. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Http http
                    && via.equals(http.via)
                    && host.equals(http.host)
                    && path.equals(http.path)
                    && statusMin == http.statusMin
                    && statusMax == http.statusMax
                    && headers.equals(http.headers)
                    && textOf(body).equals(textOf(http.body));
        }

        @Override
        public int hashCode() {
            return Objects.hash(via, host, path, statusMin, statusMax, headers, textOf(body));
        }

        private static String textOf(Optional<Pattern> pattern) {
            return pattern.isPresent() ? text(pattern.get()) : "";
        }
    }

    /** A connection that is accepted. */
    record Connect(Address address) implements Outside {}

    /**
     * A file of any kind that exists.
     *
     * @param path an absolute path
     */
    record FileExists(String path) implements Outside {}

    /** A command that exits with 0, run in the environment, directory and identity of the program. */
    record Exec(Command command) implements ProbeTarget {}

    /** A line of this run's output, on either stream, in which the pattern is found. */
    record LogLine(Pattern pattern) implements ProbeTarget {

        /** Two patterns of the same text are the same. */
        @Override
        public boolean equals(Object other) {
            return other instanceof LogLine line && text(pattern).equals(text(line.pattern));
        }

        @Override
        public int hashCode() {
            return text(pattern).hashCode();
        }
    }

    /** Where to connect to. */
    sealed interface Address {

        /** A port of a host, by name or number. */
        record Tcp(String host, int port) implements Address {
            @Override
            public String toString() {
                return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
            }
        }

        /** A socket in the file system. */
        record Unix(String path) implements Address {
            @Override
            public String toString() {
                return "unix:" + path;
            }
        }
    }

    private static String text(Pattern pattern) {
        return pattern.flags() + ":" + pattern.pattern();
    }
}
