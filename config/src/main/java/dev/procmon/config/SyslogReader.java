// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code syslog} and {@code facility} of a table {@code [forward.NAME]}. */
final class SyslogReader {

    private static final String TCP = "tcp://";
    private static final String UDP = "udp:";
    private static final String[] PATHS = {AddressText.UNIX, "/", "./", "../"};

    private final Fields fields;

    SyslogReader(Fields fields) {
        this.fields = fields;
    }

    /** Return how an address of TCP is written. */
    static String shown(Forward.Target.SyslogTcp tcp) {
        String host = tcp.host().indexOf(':') < 0 ? tcp.host() : "[" + tcp.host() + "]";
        return TCP + host + ":" + tcp.port();
    }

    Optional<Forward.Target> read(TomlValue value) {
        int facility = facility();
        Optional<Fields.Place> place = fields.text(Key.FORWARD_SYSLOG, value);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String text = place.get().text();
        if (text.startsWith(TCP)) {
            return tcp(value, text.substring(TCP.length()), facility);
        }
        if (text.startsWith(UDP)) {
            return fields.refused(
                    value,
                    Key.FORWARD_SYSLOG.path()
                            + ": UDP is not supported, because nobody would know what is lost; take tcp://HOST:PORT");
        }
        if (!isPath(text) && text.indexOf(':') < 0) {
            return fields.refused(
                    value,
                    Key.FORWARD_SYSLOG.path() + ": expected " + ValueType.SYSLOG.expected() + ", got "
                            + Shown.text(text) + "; for a socket in the directory of this file write "
                            + Shown.text("./" + text));
        }
        if (!isPath(text)) {
            return fields.mismatch(Key.FORWARD_SYSLOG, value);
        }
        Optional<Path> socket = ForwardReader.socket(fields, Key.FORWARD_SYSLOG, place.get());
        return socket.isPresent()
                ? Optional.of(new Forward.Target.SyslogSocket(socket.get(), facility))
                : Optional.empty();
    }

    private Optional<Forward.Target> tcp(TomlValue value, String text, int facility) {
        Parsed<AddressText.HostPort> host = AddressText.hostPort(text);
        return host instanceof Parsed.Refused<AddressText.HostPort>(String message)
                ? fields.refused(value, Key.FORWARD_SYSLOG.path() + ": " + message)
                : Optional.of(new Forward.Target.SyslogTcp(
                        host.get().host(), host.get().port(), facility));
    }

    private static boolean isPath(String text) {
        for (String begin : PATHS) {
            if (text.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    private int facility() {
        Optional<TomlValue> value = fields.value(Key.FORWARD_FACILITY);
        if (value.isEmpty()) {
            return FacilityText.STANDARD;
        }
        OptionalInt facility = FacilityText.of(value.get());
        if (facility.isPresent()) {
            return facility.getAsInt();
        }
        String written = value.get() instanceof TomlValue.Text text ? text.value() : "";
        Optional<String> near = Nearest.to(written, FacilityText.known());
        if (near.isPresent()) {
            fields.refused(
                    value.get(),
                    Key.FORWARD_FACILITY.path() + ": unknown facility " + Shown.text(written) + "; did you mean \""
                            + near.get() + "\"?");
        } else {
            fields.mismatch(Key.FORWARD_FACILITY, value.get());
        }
        return FacilityText.STANDARD;
    }
}
