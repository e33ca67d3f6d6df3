// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.SocketEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code [supervisor.api]}: who may talk to the supervisor. */
final class ApiReader {

    private static final String[] SCHEMES = {"https://", "http://"};

    private final Fields fields;

    ApiReader(Fields fields) {
        this.fields = fields;
    }

    ApiSettings read() {
        int clients = fields.whole(Key.API_CLIENTS, 1, ApiSettings.CLIENTS_MAX).orElse(ApiSettings.CLIENTS_STANDARD);
        Optional<TcpListener> tcp = tcp();
        Optional<Path> token = file(fields, Key.API_TOKEN_FILE);
        Optional<TlsFiles> tls = tls();
        warnWithoutListener(Key.API_TOKEN_FILE);
        warnWithoutListener(Key.API_TLS);
        Optional<TcpListener> safe =
                tcp.isPresent() && isSafe(tcp.get()) && isReadable(tcp.get(), token, tls) ? tcp : Optional.empty();
        return new ApiSettings(
                clients,
                PrincipalText.read(fields, Key.API_VIEW),
                PrincipalText.read(fields, Key.API_OPERATE),
                PrincipalText.read(fields, Key.API_CONFIGURE),
                safe,
                token,
                tls,
                hosts(),
                origins());
    }

    private Optional<TcpListener> tcp() {
        Optional<Fields.Place> place = fields.text(Key.API_TCP);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String text = place.get().text();
        if (text.startsWith(AddressText.UNIX)) {
            return fields.mismatch(Key.API_TCP, place.get().value());
        }
        Parsed<SocketEndpoint> endpoint = AddressText.endpoint(text);
        if (endpoint instanceof Parsed.Refused<SocketEndpoint>(String message)) {
            return fields.refused(place.get().value(), Key.API_TCP.path() + ": " + message);
        }
        SocketEndpoint.Tcp tcp = (SocketEndpoint.Tcp) endpoint.get();
        return Optional.of(new TcpListener(tcp.host(), tcp.port()));
    }

    /** Note what is missing beside a listener: nobody may get in without a token, and no token may be read on its way. */
    private boolean isSafe(TcpListener tcp) {
        boolean safe = true;
        if (fields.value(Key.API_TOKEN_FILE).isEmpty()) {
            fields.missing(
                    Key.API_TOKEN_FILE,
                    offset(Key.API_TCP),
                    "supervisor.api.tcp needs \"token-file\": without a token, whoever reaches the port could do everything");
            safe = false;
        }
        if (!tcp.isLoopback() && fields.value(Key.API_TLS).isEmpty()) {
            fields.missing(
                    Key.API_TLS,
                    offset(Key.API_TCP),
                    "supervisor.api.tcp: " + tcp
                            + " can be reached from other hosts, so it needs \"tls\": a token must not cross a network"
                            + " in clear; 127.0.0.1 and [::1] can do without");
            safe = false;
        }
        return safe;
    }

    private static boolean isReadable(TcpListener tcp, Optional<Path> token, Optional<TlsFiles> tls) {
        return token.isPresent() && (tcp.isLoopback() || tls.isPresent());
    }

    private void warnWithoutListener(Key key) {
        Optional<TomlValue> value = fields.value(key);
        if (value.isPresent() && fields.value(Key.API_TCP).isEmpty()) {
            fields.problems()
                    .warning(
                            value.get().offset(),
                            key.path()
                                    + " does nothing without supervisor.api.tcp: on its socket procmon knows who comes");
        }
    }

    private int offset(Key key) {
        Optional<TomlValue> value = fields.value(key);
        return value.isPresent() ? value.get().offset() : fields.offset();
    }

    private Optional<TlsFiles> tls() {
        Optional<Fields> table = fields.inner(Key.API_TLS, Section.TLS);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Fields tls = table.get();
        for (Key key : Key.of(Section.TLS)) {
            if (tls.value(key).isEmpty()) {
                tls.missing(key, tls.offset(), "supervisor.api.tls has no \"" + key.key() + "\"");
            }
        }
        Optional<Path> certificate = file(tls, Key.TLS_CERTIFICATE);
        Optional<Path> key = file(tls, Key.TLS_KEY);
        return certificate.isPresent() && key.isPresent()
                ? Optional.of(new TlsFiles(certificate.get(), key.get()))
                : Optional.empty();
    }

    private Optional<Path> file(Fields table, Key key) {
        Optional<TomlValue> value = table.value(key);
        return value.isPresent() ? table.file(key, value.get()) : Optional.empty();
    }

    private List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        for (Reference host : Reference.read(fields, Key.API_HOSTS)) {
            String name = host.name();
            if (HostText.isHost(name) || HostText.isNumeric(name)) {
                hosts.add(name);
            } else {
                fields.problems()
                        .error(
                                host.offset(),
                                Key.API_HOSTS.path() + ": " + Shown.text(name)
                                        + " is no host; write a name or an address, without a port");
            }
        }
        return hosts;
    }

    private List<String> origins() {
        List<String> origins = new ArrayList<>();
        for (Reference origin : Reference.read(fields, Key.API_ORIGINS)) {
            if (isOrigin(origin.name())) {
                origins.add(origin.name());
            } else {
                fields.problems()
                        .error(
                                origin.offset(),
                                Key.API_ORIGINS.path() + ": " + Shown.text(origin.name())
                                        + " is no origin; write one as browsers send it, such as"
                                        + " \"https://panel.example\", with a port where it has one and nothing behind");
            }
        }
        return origins;
    }

    private static boolean isOrigin(String text) {
        for (String scheme : SCHEMES) {
            if (text.startsWith(scheme)) {
                String rest = text.substring(scheme.length());
                boolean bare = HostText.isHost(rest) || (rest.startsWith("[") && rest.endsWith("]") && isSix(rest));
                return bare || AddressText.hostPort(rest) instanceof Parsed.Understood<AddressText.HostPort>;
            }
        }
        return false;
    }

    private static boolean isSix(String bracketed) {
        return HostText.isSix(bracketed.substring(1, bracketed.length() - 1));
    }
}
