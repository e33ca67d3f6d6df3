// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads {@code otlp}, {@code headers} and {@code headers-file} of a table {@code [forward.NAME]}. */
final class CollectorReader {

    private final Fields fields;

    CollectorReader(Fields fields) {
        this.fields = fields;
    }

    Optional<Forward.Target> read(TomlValue value) {
        Optional<Fields.Place> place = fields.text(Key.FORWARD_OTLP, value);
        Optional<Path> file = headersFile();
        Map<String, String> written = HeadersReader.read(fields, Key.FORWARD_HEADERS);
        noteOfConnection();
        Map<String, String> headers = file.isPresent() ? ofFile(file.get()) : written;
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Parsed<URI> endpoint = EndpointText.of(place.get().text());
        return endpoint instanceof Parsed.Refused<URI>(String message)
                ? fields.refused(value, Key.FORWARD_OTLP.path() + ": " + message)
                : Optional.of(new Forward.Target.OpenTelemetry(endpoint.get(), headers, file));
    }

    private void noteOfConnection() {
        Optional<TomlValue> headers = fields.value(Key.FORWARD_HEADERS);
        if (headers.isEmpty() || !(headers.get() instanceof TomlTable table)) {
            return;
        }
        for (TomlTable.Entry entry : table.entries()) {
            if (HeaderText.isOfConnection(entry.key())) {
                fields.problems()
                        .error(
                                entry.keyOffset(),
                                Key.FORWARD_HEADERS.path() + "." + entry.key()
                                        + " is a header that procmon sets itself");
            }
        }
    }

    private Optional<Path> headersFile() {
        Optional<TomlValue> value = fields.value(Key.FORWARD_HEADERS_FILE);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        fields.without(Key.FORWARD_HEADERS, "has no meaning beside headers-file; take one of the two");
        return fields.file(Key.FORWARD_HEADERS_FILE, value.get());
    }

    private Map<String, String> ofFile(Path file) {
        TomlValue named = fields.value(Key.FORWARD_HEADERS_FILE).orElseThrow();
        HeadersFile.Read read = HeadersFile.read(file);
        Optional<Problem> problem = read.problem();
        if (problem.isPresent() && problem.get().position().isPresent()) {
            fields.problems().error(named.offset(), problem.get());
        } else if (problem.isPresent()) {
            fields.refused(
                    named,
                    Key.FORWARD_HEADERS_FILE.path() + ": " + file + " "
                            + problem.get().message());
        }
        return read.headers();
    }
}
