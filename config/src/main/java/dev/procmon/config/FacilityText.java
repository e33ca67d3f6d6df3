// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.util.List;
import java.util.OptionalInt;

/** The facilities of syslog by the names that syslog(3) and logger(1) know, at their numbers (RFC 5424, section 6.2.1). */
final class FacilityText {

    private static final List<String> NAMES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    /** The facility of what runs in the background. */
    static final int STANDARD = 3;

    /** The greatest number of a facility. */
    static final int NUMBER_MAX = NAMES.size() - 1;

    private FacilityText() {}

    /** Read a name or a number. */
    static OptionalInt of(TomlValue value) {
        if (value instanceof TomlValue.Whole whole && whole.value() >= 0 && whole.value() <= NUMBER_MAX) {
            return OptionalInt.of((int) whole.value());
        }
        int number = value instanceof TomlValue.Text text ? NAMES.indexOf(text.value()) : -1;
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Return the name of a number. */
    static String name(int facility) {
        return NAMES.get(facility);
    }

    /** Return all names. */
    static List<String> known() {
        return NAMES;
    }
}
