// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.util.Map;
import java.util.Optional;

/** The hooks of a program, at most one for each point of its life. */
public record Hooks(Map<Hook.Point, Hook> hooks) {

    /** No hooks. */
    public static final Hooks NONE = new Hooks(Map.of());

    public Hooks {
        hooks = Map.copyOf(hooks);
    }

    /** Return the hook of a point. */
    public Optional<Hook> at(Hook.Point point) {
        return Optional.ofNullable(hooks.get(point));
    }
}
