// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.control.event.Event;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.ToJson;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.events.Clocks;
import java.util.Locale;

/** Shows what happens as one JSON object per line; the help of {@code procmon up} describes them. */
public final class JsonConsole implements Console {

    private final Sink sink;
    private final Clocks clocks;

    /**
     * Make a console.
     *
     * @param clocks by which lines of output are dated, as events are
     */
    public JsonConsole(Sink sink, Clocks clocks) {
        this.sink = sink;
        this.clocks = clocks;
    }

    @Override
    public void line(OutputLine line) {
        show(new DatedLine(line, clocks));
    }

    @Override
    public void event(Event event) {
        show(event);
    }

    private void show(ToJson object) {
        sink.write(Json.bytes(object));
        sink.endLine();
    }

    private record DatedLine(OutputLine line, Clocks clocks) implements ToJson {

        @Override
        public void fields(JsonFields out) {
            MonotonicTime now = clocks.now();
            out.time("time", clocks.timeOfDay(now))
                    .number("ms", clocks.milliseconds(now))
                    .text("event", "output")
                    .text("program", line.program().value())
                    .number("run", line.run())
                    .text("stream", word(line.stream()))
                    .text("text", line.text())
                    .text("part", word(line.part()));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
