// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** On which ports of TCP somebody listens, by {@code /proc/net/tcp} and {@code tcp6} (proc_pid_net(5)). */
final class ListeningPorts {

    private record Listener(InetAddress address, int port) {}

    /** TCP_LISTEN of the kernel, as it is written there. */
    private static final String LISTENING = "0A";

    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int WORD = 4;

    private final List<Listener> listeners;

    private ListeningPorts(List<Listener> listeners) {
        this.listeners = listeners;
    }

    /** Read what this host has; nothing where it does not tell. */
    static ListeningPorts read() {
        List<String> lines = new ArrayList<>();
        for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                lines.addAll(Files.readAllLines(Path.of(file)));
            } catch (IOException unknown) {
                // A host without IPv6 has no second file.
            }
        }
        return of(lines);
    }

    /** Understand lines of these files. */
    static ListeningPorts of(List<String> lines) {
        List<Listener> listeners = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.strip().split(" +", -1);
            if (fields.length > STATE && fields[STATE].equals(LISTENING)) {
                int colon = fields[ADDRESS].indexOf(':');
                listeners.add(new Listener(
                        address(fields[ADDRESS].substring(0, colon)),
                        Integer.parseInt(fields[ADDRESS].substring(colon + 1), 16)));
            }
        }
        return new ListeningPorts(listeners);
    }

    /** Tell whether somebody listens on a port of any address. */
    boolean hasPort(int port) {
        for (Listener each : listeners) {
            if (each.port() == port) {
                return true;
            }
        }
        return false;
    }

    /** Tell whether somebody listens in a way that nobody else can listen there. */
    boolean conflictsWith(InetAddress address, int port) {
        for (Listener each : listeners) {
            boolean same = each.address().isAnyLocalAddress()
                    || address.isAnyLocalAddress()
                    || each.address().equals(address);
            if (each.port() == port && same) {
                return true;
            }
        }
        return false;
    }

    /** Read an address of one or four words, each in the byte order of the processor. */
    private static InetAddress address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            for (int word = 0; word < bytes.length; word += WORD) {
                for (int i = 0; i < WORD / 2; i++) {
                    byte first = bytes[word + i];
                    bytes[word + i] = bytes[word + WORD - 1 - i];
                    bytes[word + WORD - 1 - i] = first;
                }
            }
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }
}
