// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkTest {

    private final List<Runnable> later = new ArrayList<>();
    private final Destination destination = new Destination();
    private int troubles;
    private boolean mayPass;

    private final Sink sink = new Sink(destination, later::add, _ -> {
        troubles++;
        return mayPass;
    });

    private static final class Destination extends OutputStream {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int writes;
        boolean broken;

        @Override
        public void write(int b) {
            throw new AssertionError("a byte at a time");
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            writes++;
            if (broken) {
                throw new IOException("broken");
            }
            bytes.write(from, offset, count);
        }
    }

    @Test
    void linesThatComeTogetherAreWrittenTogether() {
        for (int i = 0; i < 100; i++) {
            line(10);
        }
        assertThat(destination.writes).isZero();
        assertThat(later).hasSize(1);
        later.removeFirst().run();
        assertThat(destination.writes).isEqualTo(1);
        assertThat(destination.bytes.size()).isEqualTo(1_100);
        line(1);
        assertThat(later).hasSize(1);
    }

    @Test
    void aFullBufferDoesNotWait() {
        for (int i = 0; i < 1_000; i++) {
            line(999);
        }
        assertThat(destination.writes).isBetween(14, 17);
        sink.flush();
        assertThat(destination.bytes.size()).isEqualTo(1_000_000);
    }

    @Test
    void whatIsLargerThanTheBufferGoesInOrder() {
        line(3);
        line(200_000);
        sink.flush();
        assertThat(destination.bytes.size()).isEqualTo(200_005);
        assertThat(destination.bytes.toByteArray()[3]).isEqualTo((byte) '\n');
    }

    @Test
    void aReaderThatHasGoneIsReportedOnceAndNotWrittenToAgain() {
        destination.broken = true;
        flushedLine();
        flushedLine();
        assertThat(troubles).isEqualTo(1);
        assertThat(destination.writes).isEqualTo(1);
    }

    @Test
    void aFullFileIsTriedAgain() {
        mayPass = true;
        destination.broken = true;
        flushedLine();
        destination.broken = false;
        flushedLine();
        assertThat(destination.bytes.size()).isEqualTo(11);
    }

    private void flushedLine() {
        line(10);
        sink.flush();
    }

    private void line(int length) {
        sink.write(new byte[length]);
        sink.endLine();
    }
}
