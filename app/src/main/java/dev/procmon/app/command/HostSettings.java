// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.ApiSettings;
import dev.procmon.config.Principal;
import dev.procmon.config.Settings;
import dev.procmon.config.TcpListener;
import dev.procmon.config.TlsFiles;
import dev.procmon.core.program.Account;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.accounts.AccountException;
import dev.procmon.posix.accounts.HostAccounts;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Looks whether this host has what the supervisor itself needs to be talked to. */
final class HostSettings {

    private static final String SUBJECT = "supervisor.api";

    private final HostWarnings warnings;
    private final HostFiles files;
    private final ListeningPorts ports;

    HostSettings(HostWarnings warnings, HostFiles files, ListeningPorts ports) {
        this.warnings = warnings;
        this.files = files;
        this.ports = ports;
    }

    void check(Settings settings) {
        ApiSettings api = settings.api();
        Optional<Path> token = api.tokenFile();
        if (token.isPresent()) {
            secret("the token file", token.get());
        }
        Optional<TlsFiles> tls = api.tls();
        if (tls.isPresent()) {
            Path certificate = tls.get().certificate();
            files.readable(SUBJECT, "the certificate " + certificate, certificate);
            secret("the key", tls.get().key());
        }
        Optional<TcpListener> tcp = api.tcp();
        if (tcp.isPresent()
                && ports.conflictsWith(
                        InetAddress.ofLiteral(tcp.get().host()), tcp.get().port())) {
            warnings.add(SUBJECT, "something listens on " + tcp.get() + " already");
        }
        principals(api);
    }

    private void secret(String what, Path file) {
        files.readable(SUBJECT, what + " " + file, file);
        files.secret(SUBJECT, what + " " + file, file);
    }

    private void principals(ApiSettings api) {
        Set<Principal> principals = new LinkedHashSet<>(api.view());
        principals.addAll(api.operate());
        principals.addAll(api.configure());
        if (principals.isEmpty()) {
            return;
        }
        try (HostAccounts accounts = HostAccounts.open()) {
            for (Principal principal : principals) {
                look(principal, accounts);
            }
        } catch (PosixException | AccountException e) {
            warnings.add(SUBJECT, "it is unknown whether there are such users and groups: " + e.getMessage());
        }
    }

    private void look(Principal principal, HostAccounts accounts) throws AccountException {
        switch (principal) {
            case Principal.User(Account account) -> {
                if (account instanceof Account.Named && accounts.user(account).isEmpty()) {
                    warnings.add(SUBJECT, "there is no user " + account);
                }
            }
            case Principal.Group(Account account) -> {
                if (accounts.group(account).isEmpty()) {
                    warnings.add(SUBJECT, "there is no group " + account);
                }
            }
        }
    }
}
