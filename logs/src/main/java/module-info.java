// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** What programs have written, as files: their format, their segments, and reading them, with or without a daemon. */
@NullMarked
module dev.procmon.logs {
    requires static transitive org.jspecify;
    requires com.github.luben.zstd_jni;
    requires tools.jackson.core;

    exports dev.procmon.logs;
}
