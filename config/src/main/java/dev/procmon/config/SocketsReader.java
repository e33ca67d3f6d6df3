// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.SocketEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code sockets}. */
final class SocketsReader {

    private static final int NAME_LENGTH_MAX = 255;

    private final Fields fields;
    private final Placeholders first;
    private final List<SocketEndpoint> endpoints = new ArrayList<>();

    /**
     * Read the sockets of a program.
     *
     * @param first what is put into the text of its first replica, which has to make sense
     */
    SocketsReader(Fields fields, Placeholders first) {
        this.fields = fields;
        this.first = first;
    }

    List<SocketText> read() {
        if (fields.value(Key.SOCKETS).isEmpty()) {
            return List.of();
        }
        List<SocketText> sockets = new ArrayList<>();
        for (TomlTable.Entry entry : fields.entries(Key.SOCKETS)) {
            Optional<SocketText> socket = isName(entry) ? socket(entry) : Optional.empty();
            if (socket.isPresent()) {
                sockets.add(socket.get());
            }
        }
        return sockets;
    }

    private Optional<SocketText> socket(TomlTable.Entry entry) {
        String subject = "sockets.".concat(TomlText.key(TomlText.shortened(entry.key())));
        if (!(entry.value() instanceof TomlValue.Text text)) {
            return fields.refused(entry.value(), subject + ": expected a string, got " + Shown.value(entry.value()));
        }
        if (!fields.isClean(subject, text)) {
            return Optional.empty();
        }
        SocketText socket = new SocketText(entry.key(), AddressText.absolute(text.value(), fields.base(text)));
        Parsed<ListeningSocket> read = socket.socket(first);
        if (read instanceof Parsed.Refused<ListeningSocket>(String message)) {
            return fields.refused(text, subject + ": " + message);
        }
        SocketEndpoint endpoint = read.get().endpoint();
        if (endpoints.contains(endpoint)) {
            return fields.refused(text, subject + ": " + TomlText.quote(endpoint.toString()) + " comes twice");
        }
        endpoints.add(endpoint);
        return Optional.of(socket);
    }

    private boolean isName(TomlTable.Entry entry) {
        String name = entry.key();
        boolean valid = !name.isEmpty() && name.length() <= NAME_LENGTH_MAX && name.indexOf(':') < 0;
        for (int i = 0; valid && i < name.length(); i++) {
            valid = !Character.isISOControl(name.charAt(i));
        }
        if (!valid) {
            fields.problems()
                    .error(
                            entry.keyOffset(),
                            "sockets: " + Shown.text(name)
                                    + " is no name of a socket: it is empty, too long, or holds ':' or a control"
                                    + " character");
        }
        return valid;
    }
}
