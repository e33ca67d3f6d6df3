// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.output.LogLine;
import dev.procmon.core.output.LineText;
import dev.procmon.logs.LogEntry;
import java.util.Base64;
import java.util.Optional;

/** Makes of lines as they are kept lines as they are told. For one thread. */
final class LineMaker {

    private final LineText text = new LineText();

    LogLine of(LogEntry entry) {
        byte[] bytes = entry.bytes();
        Optional<String> utf8 = text.utf8(bytes, bytes.length);
        return new LogLine(
                entry.id(),
                entry.time(),
                entry.program(),
                entry.run(),
                entry.stream(),
                utf8.isPresent() ? utf8.get() : text.of(bytes, bytes.length),
                utf8.isPresent()
                        ? Optional.empty()
                        : Optional.of(Base64.getEncoder().encodeToString(bytes)),
                part(entry));
    }

    private static String part(LogEntry entry) {
        if (entry.continued()) {
            return entry.continuing() ? "middle" : "first";
        }
        return entry.continuing() ? "last" : "whole";
    }
}
