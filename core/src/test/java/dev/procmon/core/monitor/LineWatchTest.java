// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LineWatchTest implements OutputListener {

    private final LineWatch watch = new LineWatch(this, Pattern.compile("ready"), () -> {});
    private boolean ready = true;

    @Test
    void itIsReadyWhenWhoeverGetsTheOutputAsWellIs() {
        assertThat(watch.isReady()).isTrue();
        ready = false;
        assertThat(watch.isReady()).isFalse();
    }

    @Override
    public void output(StdStream stream, ByteBuffer bytes) {}

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void ended(StdStream stream) {}
}
