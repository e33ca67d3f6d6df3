// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The file {@code log-sources.json} beside the logs: which program writes which files in which format now, so that they can be read without a
 * supervisor.
 *
 * @param sources what it says
 * @param problem why it cannot be read, if so: {@code sources} is empty then
 */
public record LogSources(List<LogSource> sources, Optional<String> problem) {

    /** A list of sources. */
    public LogSources {
        sources = List.copyOf(sources);
    }

    /** Read it. A file that is not there has no sources; one that is damaged has none and a problem. */
    public static LogSources read(Path file) {
        try {
            return new LogSources(parse(Files.readAllBytes(file)), Optional.empty());
        } catch (NoSuchFileException none) {
            return new LogSources(List.of(), Optional.empty());
        } catch (IOException e) {
            return damaged("cannot read " + file + ": " + e);
        } catch (JacksonException | IllegalArgumentException e) {
            return damaged(file + " is damaged, ignoring it");
        }
    }

    /**
     * Write it, all or nothing.
     *
     * @throws IOException if it cannot be written; the old file stays
     */
    public static void write(Path file, Collection<LogSource> sources) throws IOException {
        Path fresh = file.resolveSibling("." + SegmentName.nameOf(file) + ".tmp");
        try {
            Files.write(fresh, text(sources).getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private static LogSources damaged(String problem) {
        return new LogSources(List.of(), Optional.of(problem));
    }

    private static String text(Collection<LogSource> sources) {
        StringBuilder text = new StringBuilder("{\"version\":1,\"sources\":[");
        String between = "\n";
        for (LogSource each : sources) {
            text.append(between).append("{\"program\":").append(quoted(each.program()));
            text.append(",\"file\":").append(quoted(each.file().toString()));
            text.append(",\"format\":").append(quoted(each.format().name().toLowerCase(Locale.ROOT)));
            each.stream().ifPresent(stream -> text.append(",\"stream\":").append(quoted(stream)));
            text.append('}');
            between = ",\n";
        }
        return text.append("\n]}\n").toString();
    }

    private static String quoted(String text) {
        ByteArray out = new ByteArray();
        JsonText.quote(out, text.getBytes(StandardCharsets.UTF_8));
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    private static List<LogSource> parse(byte[] text) {
        List<LogSource> found = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                if (member.equals("sources") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        found.add(source(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            expect(parser.currentToken() == JsonToken.END_OBJECT);
        }
        return found;
    }

    /** A member of a later version is passed over. */
    private static LogSource source(JsonParser parser) {
        String program = "";
        String file = "";
        String format = "";
        Optional<String> stream = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            parser.nextToken();
            switch (member) {
                case "program" -> program = parser.getString();
                case "file" -> file = parser.getString();
                case "format" -> format = parser.getString();
                case "stream" -> stream = Optional.of(parser.getString());
                default -> parser.skipChildren();
            }
        }
        expect(!program.isEmpty() && !file.isEmpty());
        return new LogSource(program, path(file), LogFormat.valueOf(format.toUpperCase(Locale.ROOT)), stream);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void expect(boolean held) {
        if (!held) {
            throw new IllegalArgumentException("not a list of sources");
        }
    }
}
