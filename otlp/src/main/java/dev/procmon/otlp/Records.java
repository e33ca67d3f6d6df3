// SPDX-License-Identifier: Apache-2.0
package dev.procmon.otlp;

import dev.procmon.daemon.forward.LongLines;
import dev.procmon.logs.LogEntry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes records of lines: {@code service.name} is the program; the pieces of a long line are one record. */
final class Records {

    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    /** So many programs are remembered: they come and go. */
    private static final int RESOURCES_MAX = 1_000;

    private final Map<String, Resource> resources = new HashMap<>();

    List<LogRecordData> of(List<LogEntry> lines) {
        List<LogRecordData> records = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            List<LogEntry> pieces = LongLines.pieces(lines, next);
            LogEntry first = pieces.getFirst();
            records.add(new LineRecord(first, bytes(pieces), pieces.getLast().continued(), resource(first.program())));
            next += pieces.size();
        }
        return records;
    }

    private Resource resource(String program) {
        Resource known = resources.get(program);
        if (known == null) {
            if (resources.size() >= RESOURCES_MAX) {
                resources.clear();
            }
            known = Resource.create(Attributes.of(SERVICE, program));
            resources.put(program, known);
        }
        return known;
    }

    private static byte[] bytes(List<LogEntry> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst().bytes();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(each -> all.writeBytes(each.bytes()));
        return all.toByteArray();
    }
}
