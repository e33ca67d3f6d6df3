// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.util.Locale;

/** Names of enums as they stand in events and in the config file: {@code backing-off}. */
final class Words {

    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
