// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.service;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.OutgoingDatagrams;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The supervisor of this process, where it has one that listens: systemd, or another procmon (sd_notify(3)). What is told to one that
 * does not listen, or has gone, is lost without a word, as the protocol wants it. From any thread.
 */
public final class NotifySocket {

    private static final String SOCKET = "NOTIFY_SOCKET";

    private final Optional<byte[]> address;

    private NotifySocket(Optional<byte[]> address) {
        this.address = address;
    }

    /** Find it by the variable {@value #SOCKET}. */
    public static NotifySocket of(Map<String, String> environment) {
        String given = environment.getOrDefault(SOCKET, "");
        boolean meant = given.startsWith("/") || given.startsWith("@");
        return new NotifySocket(meant ? Optional.of(given.getBytes(StandardCharsets.UTF_8)) : Optional.empty());
    }

    /** Tell whether there is one. */
    public boolean isThere() {
        return address.isPresent();
    }

    /** Tell it {@code KEY=value} lines, in one message. */
    public synchronized void tell(String... lines) {
        if (address.isPresent()) {
            byte[] message = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            try (Caller caller = Caller.ofThisThread()) {
                int _ = new OutgoingDatagrams(caller).send(address.get(), message);
            }
        }
    }
}
