// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The JUnit suites that every reactor must pass. */
@NullMarked
module dev.procmon.contract {
    requires static transitive org.jspecify;
    requires transitive dev.procmon.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports dev.procmon.contract;
}
