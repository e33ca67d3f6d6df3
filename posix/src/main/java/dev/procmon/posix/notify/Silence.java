// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.posix.spawn.Extras;

/** The way in which nothing is said. */
record Silence() implements NotifyChannel {

    @Override
    public Extras extras() {
        return Extras.NONE;
    }

    @Override
    public void spawned(Speakers run) {}

    @Override
    public void hear() {}

    @Override
    public void close() {}
}
