// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads as whom a program runs: {@code user}, {@code group}, {@code groups}. */
final class IdentityReader {

    static final long ID_MAX = 0xFFFF_FFFEL;

    private final Fields fields;

    IdentityReader(Fields fields) {
        this.fields = fields;
    }

    Identity read() {
        return new Identity(account(Key.USER), account(Key.GROUP), groups());
    }

    private Optional<List<Account>> groups() {
        if (fields.value(Key.GROUPS).isEmpty()) {
            return Optional.empty();
        }
        List<Account> groups = new ArrayList<>();
        for (TomlValue element : fields.array(Key.GROUPS)) {
            Optional<Account> group = account(Key.GROUPS, element);
            if (group.isPresent() && groups.contains(group.get())) {
                fields.refused(element, "groups: " + group.get() + " comes twice");
            } else if (group.isPresent()) {
                groups.add(group.get());
            }
        }
        return Optional.of(groups);
    }

    private Optional<Account> account(Key key) {
        Optional<TomlValue> value = fields.value(key);
        return value.isPresent() ? account(key, value.get()) : Optional.empty();
    }

    private Optional<Account> account(Key key, TomlValue value) {
        if (value instanceof TomlValue.Whole id) {
            boolean possible = id.value() >= 0 && id.value() <= ID_MAX;
            return possible
                    ? Optional.of(new Account.Id(id.value()))
                    : fields.refused(value, key.path() + ": expected a number from 0 to " + ID_MAX);
        }
        if (!(value instanceof TomlValue.Text)) {
            return fields.mismatch(key.path(), ValueType.ACCOUNT, value);
        }
        Optional<Fields.Place> name = fields.text(key, value);
        if (name.isPresent() && name.get().text().indexOf(':') >= 0) {
            return fields.refused(value, key.path() + ": a name has no ':'; a group has a key of its own, \"group\"");
        }
        return name.isPresent() ? account(key, name.get()) : Optional.empty();
    }

    private Optional<Account> account(Key key, Fields.Place name) {
        try {
            return Optional.of(Account.of(name.text()));
        } catch (IllegalArgumentException _) {
            return fields.refused(name.value(), key.path() + ": expected a number from 0 to " + ID_MAX);
        }
    }
}
