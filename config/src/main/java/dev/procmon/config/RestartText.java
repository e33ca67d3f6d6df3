// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.RestartPolicy;

/** The words of the file for the rules of restarting. */
final class RestartText {

    private RestartText() {}

    static String of(RestartPolicy.Mode mode) {
        return switch (mode) {
            case ALWAYS -> "always";
            case ON_FAILURE -> "on-failure";
            case NEVER -> "never";
        };
    }
}
