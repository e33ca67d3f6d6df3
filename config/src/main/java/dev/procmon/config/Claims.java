// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.SocketEndpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees that no two programs claim one port or one socket. Replicas of one program share its sockets. */
final class Claims {

    /**
     * A claim to a port.
     *
     * @param host the address, or empty for the port of a program, which may be meant for any
     */
    private record Claim(String program, Optional<String> host, int offset) {}

    private static final String[] ALL_ADDRESSES = {"0.0.0.0", "::"};

    private final Problems problems;
    private final Map<Integer, List<Claim>> ports = new HashMap<>();
    private final Map<String, Claim> paths = new HashMap<>();

    Claims(Problems problems) {
        this.problems = problems;
    }

    /**
     * Claim all that a program asks for.
     *
     * @param fields its table
     */
    void claim(ProgramTemplate template, Fields fields) {
        if (template.port().isEmpty() && template.sockets().isEmpty()) {
            return;
        }
        String program = template.name().value();
        int count = template.replicas().orElse(1);
        if (template.port().isPresent()) {
            int offset = offset(fields, Key.PORT);
            boolean clash = false;
            for (int index = 0; index < count && !clash; index++) {
                int port = template.port().getAsInt() + index;
                clash = !port(port, new Claim(program, Optional.empty(), offset), offset, "port");
            }
        }
        if (!template.sockets().isEmpty()) {
            boolean clash = false;
            for (int index = 0; index < count && !clash; index++) {
                clash = !sockets(template, index, offset(fields, Key.SOCKETS));
            }
        }
    }

    private static int offset(Fields fields, Key key) {
        return fields.value(key).isPresent() ? fields.value(key).orElseThrow().offset() : fields.offset();
    }

    private boolean sockets(ProgramTemplate template, int index, int offset) {
        boolean free = true;
        for (SocketText each : template.sockets()) {
            Parsed<ListeningSocket> socket = each.socket(template.placeholders(index));
            if (socket instanceof Parsed.Understood<ListeningSocket>(ListeningSocket made)) {
                free &= endpoint(template.name().value(), made.endpoint(), offset);
            }
        }
        return free;
    }

    private boolean endpoint(String program, SocketEndpoint endpoint, int offset) {
        if (endpoint instanceof SocketEndpoint.Tcp(String host, int port)) {
            return port(port, new Claim(program, Optional.of(host), offset), offset, "sockets");
        }
        String path = ((SocketEndpoint.Unix) endpoint).path();
        Claim before = paths.putIfAbsent(path, new Claim(program, Optional.empty(), offset));
        boolean free = before == null || before.program().equals(program);
        if (before != null && !free) {
            note("sockets", TomlText.quote(path), before, offset);
        }
        return free;
    }

    private boolean port(int port, Claim claim, int offset, String subject) {
        List<Claim> claims = ports.get(port);
        if (claims == null) {
            ports.put(port, new ArrayList<>(List.of(claim)));
            return true;
        }
        for (Claim before : claims) {
            if (!before.program().equals(claim.program()) && isSame(before.host(), claim.host())) {
                note(subject, "port " + port, before, offset);
                return false;
            }
        }
        claims.add(claim);
        return true;
    }

    private void note(String subject, String what, Claim before, int offset) {
        problems.error(
                offset,
                subject + ": " + what + " is that of program " + Shown.text(before.program()) + " too, "
                        + problems.where(before.offset(), offset));
    }

    private static boolean isSame(Optional<String> a, Optional<String> b) {
        return a.isEmpty()
                || b.isEmpty()
                || isAll(a.get())
                || isAll(b.get())
                || address(a.get()).equals(address(b.get()));
    }

    private static boolean isAll(String host) {
        return address(host).equals(address(ALL_ADDRESSES[0])) || address(host).equals(address(ALL_ADDRESSES[1]));
    }

    private static InetAddress address(String host) {
        return InetAddress.ofLiteral(host);
    }
}
