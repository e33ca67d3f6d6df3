// SPDX-License-Identifier: Apache-2.0
package dev.procmon.conformance;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads traces, replays each, and writes what happened, one schedule a line. */
final class Main {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Main() {}

    public static void main(String[] args) {
        PrintStream error = System.err;
        if (args.length != 1) {
            error.println("usage: tools/conformance TRACES.jsonl[.gz] > ACTUAL.jsonl");
            System.exit(2);
        }
        try (BufferedReader in = open(Path.of(args[0]));
                BufferedWriter out = new BufferedWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.US_ASCII))) {
            replay(in, out);
        } catch (IOException | JacksonException e) {
            error.println("conformance: cannot read the traces: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void replay(BufferedReader in, BufferedWriter out) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.isBlank()) {
                out.write(JSON.writeValueAsString(Replay.of(JSON.readTree(line))));
                out.write('\n');
            }
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
