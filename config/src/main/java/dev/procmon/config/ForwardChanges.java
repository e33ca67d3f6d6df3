// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the receivers of output of two configurations. */
final class ForwardChanges {

    private static final String ABSENT = "not set";

    private ForwardChanges() {}

    /** Return what has changed: those of the new configuration in its order, then those that are only in the old one. */
    static List<KeyChange> between(List<Forward> running, List<Forward> wanted) {
        Map<String, Forward> before = new LinkedHashMap<>();
        for (Forward old : running) {
            before.put(old.name(), old);
        }
        List<KeyChange> changes = new ArrayList<>();
        for (Forward now : wanted) {
            Forward old = before.remove(now.name());
            if (old == null) {
                changes.add(new KeyChange(path(now), ABSENT, shown(now)));
            } else if (!old.equals(now)) {
                changes.addAll(between(old, now));
            }
        }
        for (Forward gone : before.values()) {
            changes.add(new KeyChange(path(gone), shown(gone), ABSENT));
        }
        return changes;
    }

    private static List<KeyChange> between(Forward old, Forward now) {
        List<KeyChange> changes = new ArrayList<>();
        for (KeyChange change : KeyChanges.between(rendering(old), rendering(now))) {
            String key = change.key().substring(Section.FORWARD.prefix().length());
            changes.add(new KeyChange(path(now) + "." + key, change.old(), change.now()));
        }
        if (hasOtherSecrets(old.target(), now.target())) {
            changes.add(new KeyChange(path(now) + "." + Key.FORWARD_HEADERS_FILE.key(), "", "(changed)"));
        }
        return changes;
    }

    /** Tell whether one file has other headers than before. */
    private static boolean hasOtherSecrets(Forward.Target old, Forward.Target now) {
        return old instanceof Forward.Target.OpenTelemetry before
                && now instanceof Forward.Target.OpenTelemetry after
                && after.headersFile().isPresent()
                && after.headersFile().equals(before.headersFile())
                && !after.headers().equals(before.headers());
    }

    private static Rendering rendering(Forward forward) {
        Rendering out = new Rendering();
        EffectiveForward.write(out, forward);
        return out;
    }

    private static String shown(Forward forward) {
        Rendering out = rendering(forward);
        List<String> fields = new ArrayList<>();
        for (Key key : Key.of(Section.FORWARD)) {
            Optional<String> value = out.value(key);
            if (value.isPresent()) {
                fields.add(Rendering.field(key, value.get()));
            }
        }
        return Rendering.table(fields);
    }

    private static String path(Forward forward) {
        return Key.FORWARD.path() + "." + TomlText.key(forward.name());
    }
}
