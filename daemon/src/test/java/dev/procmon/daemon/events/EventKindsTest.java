// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.event.Event;
import dev.procmon.control.json.Json;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/events.md names all kinds of events with all of their fields, and no others. */
class EventKindsTest {

    private static final Path DOCUMENT = Path.of("../docs/events.md");

    /** A row of a table: the kind, then its own fields, each in backquotes. */
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|([^|]*)\\|.*");

    private static final Pattern FIELD = Pattern.compile("`([a-z_]+)`");

    @Test
    void theDocumentNamesEveryKindWithItsFields() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        String text = Files.readString(DOCUMENT);
        for (String line :
                text.substring(text.indexOf("## Transitions")).lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> fields = documented.computeIfAbsent(row.group(1), _ -> new TreeSet<>());
                FIELD.matcher(row.group(2)).results().forEach(field -> fields.add(field.group(1)));
            }
        }
        // A line of output is no event; only up --json tells it.
        documented.remove("output");
        Map<String, Set<String>> made = new TreeMap<>();
        for (Event each : AllEvents.all()) {
            made.computeIfAbsent(each.kind(), _ -> new TreeSet<>())
                    .addAll(each.details().keySet());
        }
        assertThat(documented).isEqualTo(made);
    }

    @Test
    void theListOfEventsLeavesOutNothingThatCanBeTold() {
        Set<Class<?>> told = new TreeSet<>((one, other) -> one.getName().compareTo(other.getName()));
        AllEvents.transitions().forEach(each -> told.add(each.to().getClass()));
        AllEvents.transitions().forEach(each -> told.add(each.event().getClass()));
        AllEvents.news().forEach(each -> told.add(each.getClass()));
        for (Notice each : AllEvents.notices()) {
            told.add(each.getClass());
            if (each instanceof Notice.Log(var report)) {
                told.add(report.getClass());
            }
            if (each instanceof Notice.Forwarded(var report)) {
                told.add(report.getClass());
            }
            if (each instanceof Notice.Events(var report)) {
                told.add(report.getClass());
            }
        }
        List<Class<?>> possible = new ArrayList<>();
        for (Class<?> type : List.of(
                dev.procmon.core.lifecycle.ChildState.class,
                dev.procmon.core.lifecycle.ChildEvent.class,
                dev.procmon.core.monitor.News.class,
                Notice.class,
                dev.procmon.daemon.logs.LogReport.class,
                dev.procmon.daemon.forward.ForwardReport.class,
                EventLogReport.class)) {
            collect(type, possible);
        }
        // Neither moves a child: the one only forgives, and of the others each is as the stop that is there.
        possible.remove(dev.procmon.core.lifecycle.ChildEvent.PardonAsked.class);
        assertThat(told).containsAll(possible);
    }

    @Test
    void everyEventIsReadBackAsItWasWritten() {
        assertThat(AllEvents.all()).allSatisfy(event -> assertThat(Event.of(Json.object(Json.bytes(event))))
                .isEqualTo(event));
    }

    private static void collect(Class<?> type, List<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> each : type.getPermittedSubclasses()) {
                collect(each, found);
            }
        } else if (!Modifier.isAbstract(type.getModifiers())) {
            found.add(type);
        }
    }
}
