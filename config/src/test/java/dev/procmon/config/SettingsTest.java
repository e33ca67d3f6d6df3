// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.ProgramName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void allCanBeSet() {
        Settings settings = Samples.valid(Samples.FULL).settings();
        assertThat(settings.startingMax()).hasValue(4);
        assertThat(settings.name()).contains("shop");
        assertThat(settings.exitWith()).contains(new ProgramName("db"));
        assertThat(settings.forwardSignals()).contains(List.of(Signal.USR1, new Signal(28)));
        assertThat(settings.eventsKeep()).isEqualTo(1L << 30);
        assertThat(settings.api())
                .isEqualTo(new ApiSettings(
                        20,
                        List.of(
                                new Principal.User(new Account.Named("monitor")),
                                new Principal.Group(new Account.Id(7))),
                        List.of(new Principal.Group(new Account.Named("ops"))),
                        List.of(new Principal.User(new Account.Id(0))),
                        Optional.of(new TcpListener("0.0.0.0", 9273)),
                        Optional.of(Path.of("/srv/app/api.token")),
                        Optional.of(new TlsFiles(Path.of("/srv/app/cert.pem"), Path.of("/etc/key.pem"))),
                        List.of("procmon.example", "10.0.0.1"),
                        List.of("https://panel.example:8443")));
    }

    @Test
    void noSignalsIsNotTheSameAsNothing() {
        assertThat(settings("forward-signals = []").forwardSignals()).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "127.9.9.9:65535", "[::1]:9273"})
    void aLoopbackListenerNeedsNoTls(String tcp) {
        ApiSettings api =
                settings("api = { tcp = '" + tcp + "', token-file = 't' }").api();
        assertThat(api.tcp().orElseThrow()).hasToString(tcp);
        assertThat(api.tcp().orElseThrow().isLoopback()).isTrue();
    }

    @Test
    void nobodyCanMakeAnOpenListener() {
        ApiSettings none = ApiSettings.STANDARD;
        Optional<TcpListener> tcp = Optional.of(new TcpListener("10.0.0.1", 1));
        assertThatThrownBy(() -> new ApiSettings(
                        1, List.of(), List.of(), List.of(), tcp, none.tokenFile(), none.tls(), List.of(), List.of()))
                .hasMessageContaining("without a token");
        assertThatThrownBy(() -> new ApiSettings(
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        tcp,
                        Optional.of(Path.of("t")),
                        none.tls(),
                        List.of(),
                        List.of()))
                .hasMessageContaining("without TLS");
    }

    private static Settings settings(String lines) {
        return Samples.valid("[program.a]\ncommand = 'a'\n[supervisor]\n" + lines)
                .settings();
    }
}
