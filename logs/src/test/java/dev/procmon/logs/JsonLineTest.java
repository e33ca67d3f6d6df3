// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

class JsonLineTest {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(1000).build())
            .build();

    @Test
    void isOneObjectWithItsMembersInOrder() {
        assertThat(line("listening", false)).isEqualTo(head() + ",\"text\":\"listening\"}\n");
        assertThat(line("", true)).isEqualTo(head() + ",\"partial\":true,\"text\":\"\"}\n");
        assertThat(line("a\"\\\b\t\f\r\u0000\u001f\u007f\u00e9\u20ac\ud83d\ude00", false))
                .isEqualTo(
                        head() + ",\"text\":\"a\\\"\\\\\\b\\t\\f\\r\\u0000\\u001f\u007f\u00e9\u20ac\ud83d\ude00\"}\n");
    }

    @Test
    void whatIsNotUtf8IsBase64() {
        JsonLine json = new JsonLine("w\"b", 17, true);
        json.time(LineTime.parseCompact("20261201T030512.123456Z"));
        json.add(new byte[] {'x', (byte) 0xff, 'y'}, 1, 2, true);
        assertThat(new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8))
                .isEqualTo("{\"time\":\"2026-12-01T03:05:12.123456Z\",\"program\":\"w\\\"b\",\"run\":17,"
                        + "\"stream\":\"stderr\",\"partial\":true,\"base64\":\"/w==\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"a\":1}\t\r",
                "{\"a\":[1,-0,0.5,1e9,1E-9,true,false,null,\"\\u00e9\\n\",{}],\"b\":{\"c\":[]}}",
                "{\"a\":1,\"a\":2}"
            })
    void objectIsKeptAsItIs(String object) {
        assertThat(line(object, false)).isEqualTo(head() + ",\"json\":" + object + "}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "{",
                "{}}",
                "{} {}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":'b'}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":1}x",
                "{\"a\":-}"
            })
    void whatIsNoObjectIsText(String text) {
        assertThat(line(text, false)).contains(",\"text\":");
    }

    @Test
    void objectsWithinObjectsAreFollowedSoDeepOnly() {
        String deepest = "{\"a\":".repeat(511) + "1" + "}".repeat(511);
        assertThat(line(deepest, false)).contains(",\"json\":");
        assertThat(line("{\"a\":".repeat(5000) + "1" + "}".repeat(5000), false)).contains(",\"text\":");
    }

    @Test
    void anyBytesMakeALineThatAnyParserReads() throws CharacterCodingException {
        Random random = new Random(11);
        String alphabet = "{}[]\":,\\u0e1-+. \tabntrfsl";
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte)
                        (random.nextInt(8) == 0
                                ? random.nextInt(256)
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (random.nextBoolean() && bytes.length > 1) {
                bytes[0] = '{';
                bytes[bytes.length - 1] = '}';
            }
            JsonLine json = new JsonLine("web", 1, false);
            json.add(bytes, 0, bytes.length, false);
            String last = lastMember(Arrays.copyOf(json.bytes(), json.length()));
            boolean object = bytes.length > 0 && isObject(bytes);
            assertThat(last).as(Arrays.toString(bytes)).isEqualTo(object ? "json" : isUtf8(bytes) ? "text" : "base64");
        }
    }

    private static String lastMember(byte[] line) {
        String last = "";
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                last = parser.currentName();
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return last;
    }

    private static boolean isObject(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (!isUtf8(bytes) || parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null && new String(bytes, StandardCharsets.UTF_8).indexOf('\n') < 0;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String head() {
        return "{\"time\":\"2026-12-01T03:05:12.123456Z\",\"program\":\"web\",\"run\":17,\"stream\":\"stdout\"";
    }

    private static String line(String text, boolean partial) {
        JsonLine json = new JsonLine("web", 17, false);
        json.time(LineTime.parseCompact("20261201T030512.123456Z"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        json.add(bytes, 0, bytes.length, partial);
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }
}
