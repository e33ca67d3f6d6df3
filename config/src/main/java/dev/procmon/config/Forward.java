// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody to whom output is forwarded.
 *
 * @param name by which programs name it
 * @param target where to
 * @param queueBytes how many bytes of output may be on the way to it at the same time
 */
public record Forward(String name, Target target, long queueBytes) {

    /** The default of {@code queue}, in bytes. */
    public static final long QUEUE_BYTES_STANDARD = 1 << 20;

    /** The least {@code queue}, in bytes. */
    public static final long QUEUE_BYTES_MIN = 64 << 10;

    /** The greatest {@code queue}, in bytes: the supervisor has a heap of 64 MiB for everything, and there may be many receivers. */
    public static final long QUEUE_BYTES_MAX = 1 << 20;

    public Forward {
        if (queueBytes < QUEUE_BYTES_MIN || queueBytes > QUEUE_BYTES_MAX) {
            throw new IllegalArgumentException("a queue of " + queueBytes + " bytes");
        }
    }

    /** Where output is forwarded to. */
    public sealed interface Target {

        /**
         * Datagrams to the socket of a syslog daemon of this host (RFC 5424).
         *
         * @param socket such as {@code /dev/log}
         * @param facility its number, 0 to 23
         */
        record SyslogSocket(Path socket, int facility) implements Target {}

        /**
         * A syslog daemon over TCP (RFC 5424, framed by counting octets as RFC 6587 has it).
         *
         * @param facility its number, 0 to 23
         */
        record SyslogTcp(String host, int port, int facility) implements Target {}

        /** The journal of this host, by its native protocol. */
        record Journal(Path socket) implements Target {}

        /**
         * An OpenTelemetry collector (OTLP over HTTP).
         *
         * @param endpoint such as {@code http://localhost:4318/v1/logs}
         * @param headers sent with each request; may be secret
         * @param headersFile where they were read from
         */
        record OpenTelemetry(URI endpoint, Map<String, String> headers, Optional<Path> headersFile) implements Target {
            public OpenTelemetry {
                headers = Map.copyOf(headers);
            }

            /** Return it without the values of headers, which may be secret: this text may end up in a log. */
            @Override
            public String toString() {
                return "OpenTelemetry[" + endpoint + ", " + headers.keySet() + "]";
            }
        }
    }
}
