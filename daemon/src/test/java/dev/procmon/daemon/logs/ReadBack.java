// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the streams of runs together again from a file and its segments, by what is written of the formats and by nothing that writes them.
 * Says as well whether the times are as they must be.
 */
final class ReadBack {

    private static final Pattern LINE =
            Pattern.compile("(\\S{27}) (stdout|stderr) ([FP]):(\\d+)(?::(\\S+))? (.*)", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile(
            "\\{\"time\":\"(\\S{27})\",\"program\":\"([^\"]*)\",\"run\":(\\d+),\"stream\":\"(stdout|stderr)\",(\"partial\":true,)?\"(text|json|base64)\":(.*)\\}",
            Pattern.DOTALL);

    /** By program, run and stream: {@code web 1 stdout}. */
    final Map<String, ByteArrayOutputStream> streams = new TreeMap<>();

    final List<String> notices = new ArrayList<>();
    int longest;
    private final Map<String, Integer> linesOfTime = new HashMap<>();
    private String last = "";
    private String segment = "";

    static ReadBack of(Path file) throws IOException {
        ReadBack back = new ReadBack();
        List<Path> all = new ArrayList<>(LogWorld.segments(file));
        all.add(file);
        for (Path each : all) {
            back.read(Files.readAllBytes(each), each.getFileName().toString());
        }
        return back;
    }

    byte[] bytes(String key) {
        return streams.getOrDefault(key, new ByteArrayOutputStream()).toByteArray();
    }

    private void read(byte[] bytes, String name) {
        if (bytes.length > 0) {
            assertThat(bytes[bytes.length - 1]).as(name).isEqualTo((byte) '\n');
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            line(text.substring(at, end), name);
            at = end + 1;
        }
    }

    private void line(String line, String name) {
        Matcher lines = LINE.matcher(line);
        Matcher json = JSON.matcher(line);
        if (json.matches()) {
            time(json.group(1), name);
            boolean partial = json.group(5) != null;
            add(json.group(2), json.group(3), json.group(4), partial, value(json.group(6), json.group(7)));
        } else {
            assertThat(lines.matches()).as(line).isTrue();
            time(lines.group(1), name);
            String program = lines.group(5) == null ? "" : lines.group(5);
            boolean partial = lines.group(3).equals("P");
            add(program, lines.group(4), lines.group(2), partial, latin(lines.group(6)));
        }
    }

    private void add(String program, String run, String stream, boolean partial, byte[] bytes) {
        if (run.equals("0")) {
            notices.add(new String(bytes, StandardCharsets.UTF_8));
            return;
        }
        longest = Math.max(longest, bytes.length);
        ByteArrayOutputStream to =
                streams.computeIfAbsent((program + " " + run + " " + stream).strip(), _ -> new ByteArrayOutputStream());
        to.writeBytes(bytes);
        if (!partial) {
            to.write('\n');
        }
    }

    /** No time goes back, none is in two segments, and none has more lines than numbers. */
    private void time(String time, String name) {
        assertThat(time).isGreaterThanOrEqualTo(last);
        if (time.equals(last)) {
            assertThat(segment).isEqualTo(name);
        }
        last = time;
        segment = name;
        assertThat(linesOfTime.merge(time, 1, Integer::sum)).isLessThanOrEqualTo(4096);
    }

    private static byte[] value(String kind, String value) {
        return switch (kind) {
            case "text" -> unescaped(value.substring(1, value.length() - 1));
            case "json" -> latin(value);
            default -> Base64.getDecoder().decode(value.substring(1, value.length() - 1));
        };
    }

    private static byte[] unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                default -> out.append(text.charAt(i));
            }
        }
        return latin(out.toString());
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
