// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** A virtual reactor with scripted children, for tests of supervision that wait for nothing. Needs no test framework. */
@NullMarked
module dev.procmon.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.procmon.core;

    exports dev.procmon.testkit;
    exports dev.procmon.testkit.explore;
    exports dev.procmon.testkit.simulation;
}
