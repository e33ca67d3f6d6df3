// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** The whole-process benchmark: {@code procmon up} beside a minimal C loop and a ProcessBuilder program. Not published. */
@NullMarked
module dev.procmon.bench {
    requires static org.jspecify;
}
