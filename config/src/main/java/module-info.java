// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * The text of a configuration file to a validated, immutable configuration, or to every problem that it has, at once.
 */
@NullMarked
module dev.procmon.config {
    requires transitive dev.procmon.core;
    requires static transitive org.jspecify;

    exports dev.procmon.config;
}
