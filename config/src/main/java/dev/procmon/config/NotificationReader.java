// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Notification;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how a program tells what it is doing: {@code notify}, {@code notify-access}, {@code notify-fd}, {@code watchdog}. */
final class NotificationReader {

    /** The protocol that {@code notify} names. */
    static final String SD = "sd";

    private static final int DESCRIPTOR_MIN = 3;
    private static final int DESCRIPTOR_MAX = 1_023;

    private final Fields fields;

    NotificationReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * Read it.
     *
     * @param sockets how many listening sockets the program is given, from descriptor 3 up
     */
    Notification read(int sockets) {
        Optional<TomlValue> notify = fields.value(Key.NOTIFY);
        if (notify.isEmpty()) {
            fields.without(Key.NOTIFY_ACCESS, "has no meaning without notify = \"sd\"");
            fields.without(Key.WATCHDOG, "needs notify = \"sd\", by which the program says that it is well");
            return descriptor(sockets);
        }
        fields.without(Key.NOTIFY_FD, "has no meaning beside notify; take one of the two");
        if (!(notify.get() instanceof TomlValue.Text text) || !text.value().equals(SD)) {
            fields.mismatch(Key.NOTIFY, notify.get());
        }
        Notification.Access access =
                Choice.ACCESS.read(fields, Key.NOTIFY_ACCESS).orElse(Notification.Access.MAIN);
        return new Notification.SdNotify(access, watchdog());
    }

    private Optional<Duration> watchdog() {
        return fields.duration(Key.WATCHDOG, HealthReader.SHORTEST);
    }

    private Notification descriptor(int sockets) {
        OptionalInt number = fields.whole(Key.NOTIFY_FD, DESCRIPTOR_MIN, DESCRIPTOR_MAX);
        if (number.isEmpty()) {
            return Notification.NONE;
        }
        if (number.getAsInt() < DESCRIPTOR_MIN + sockets) {
            fields.without(
                    Key.NOTIFY_FD,
                    number.getAsInt() + " is the descriptor of a socket; take " + (DESCRIPTOR_MIN + sockets)
                            + " or more");
            return Notification.NONE;
        }
        return new Notification.Descriptor(number.getAsInt());
    }
}
