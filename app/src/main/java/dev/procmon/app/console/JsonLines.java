// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON objects, one per line, each with the time and what happened. */
final class JsonLines {

    private final Sink sink;
    private final Clocks clocks;
    private final MonotonicTime origin;
    private final JsonGenerator json;

    JsonLines(Sink sink, Clocks clocks) {
        this.sink = sink;
        this.clocks = clocks;
        this.origin = clocks.monotonic().get();
        // Between two objects comes the end of the line, and nothing else.
        this.json = JsonFactory.builder()
                .rootValueSeparator("")
                .build()
                .createGenerator(ObjectWriteContext.empty(), new SinkStream(sink));
    }

    /** Begin an event that concerns the supervisor. */
    JsonLines begin(String event) {
        json.writeStartObject();
        json.writeStringProperty(
                "time", clocks.wall().instant().truncatedTo(ChronoUnit.MICROS).toString());
        json.writeNumberProperty("ms", milliseconds(clocks.monotonic().get().since(origin)));
        json.writeStringProperty("event", event);
        return this;
    }

    /** Begin an event of a program. */
    JsonLines begin(String event, ProgramName program) {
        return begin(event).text("program", program.value());
    }

    JsonLines text(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    JsonLines texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
        return this;
    }

    JsonLines number(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonLines truth(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    JsonLines duration(String name, Duration value) {
        json.writeNumberProperty(name, milliseconds(value));
        return this;
    }

    void end() {
        json.writeEndObject();
        json.flush();
        sink.endLine();
    }

    private static double milliseconds(Duration duration) {
        // Microseconds are all that is worth telling.
        long microseconds = duration.toNanos() / 1_000;
        return microseconds / 1e3;
    }

    private static final class SinkStream extends OutputStream {

        private final Sink sink;

        SinkStream(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int b) {
            sink.write(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            if (offset == 0) {
                sink.write(bytes, count);
            } else {
                sink.write(Arrays.copyOfRange(bytes, offset, offset + count));
            }
        }
    }
}
