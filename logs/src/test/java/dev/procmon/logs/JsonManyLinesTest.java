// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonManyLinesTest {
    private static final int LONGEST = 40;
    private static final int ENOUGH = 1 << 20;

    private final JsonLine json = new JsonLine("web", 17, false);

    @Test
    void manyAtOnceAreWhatEachIsAlone() {
        Random random = new Random(13);
        String alphabet = "{}{}[]\":,\\u0e1-+. \tabntrfsl";
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int at = 0; at < bytes.length; at++) {
                int any = random.nextInt(256);
                int one = alphabet.charAt(random.nextInt(alphabet.length()));
                bytes[at] = (byte) (random.nextInt(9) == 0 ? '\n' : random.nextInt(30) == 0 ? any : one);
            }
            json.clear();
            int done = json.addMany(bytes, bytes.length, LONGEST, ENOUGH, ENOUGH);
            assertThat(made()).as(Arrays.toString(bytes)).isEqualTo(oneByOne(bytes));
            assertThat(done).isEqualTo(wholeLines(bytes));
        }
    }

    @Test
    void aLineThatIsTooLongOrHasNoEndIsLeft() {
        String longest = "x".repeat(LONGEST);
        assertThat(many("a\nb", ENOUGH, ENOUGH)).isEqualTo(2);
        assertThat(many(longest + "\n", ENOUGH, ENOUGH)).isEqualTo(LONGEST + 1);
        assertThat(many(longest + "x\n", ENOUGH, ENOUGH)).isZero();
        assertThat(json.length()).isZero();
        assertThat(json.lines()).isZero();
        assertThat(many("{\"a\":1}", ENOUGH, ENOUGH)).isZero();
        assertThat(many("\u00ff\u00e9", ENOUGH, ENOUGH)).isZero();
    }

    @Test
    void noMoreAreAddedThanAreWantedOrHaveRoom() {
        int one = oneByOne(new byte[] {'a', '\n'}).length();
        assertThat(many("a\nb\nc\n", ENOUGH, 2)).isEqualTo(4);
        assertThat(json.lines()).isEqualTo(2);
        assertThat(many("a\nb\nc\n", 2 * one, ENOUGH)).isEqualTo(4);
        assertThat(many("a\nb\nc\n", 2 * one - 1, ENOUGH)).isEqualTo(2);
        assertThat(json.length()).isEqualTo(one);
    }

    private int many(String text, int room, int count) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        json.clear();
        return json.addMany(bytes, bytes.length, LONGEST, room, count);
    }

    private String made() {
        return new String(json.bytes(), 0, json.length(), StandardCharsets.ISO_8859_1);
    }

    private static int wholeLines(byte[] bytes) {
        int start = 0;
        for (int at = 0; at < bytes.length && at - start <= LONGEST; at++) {
            if (bytes[at] == '\n') {
                start = at + 1;
            }
        }
        return start;
    }

    private static String oneByOne(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        JsonLine each = new JsonLine("web", 17, false);
        int start = 0;
        int whole = wholeLines(bytes);
        for (int at = 0; at < whole; at++) {
            if (bytes[at] == '\n') {
                each.clear();
                each.add(bytes, start, at, false);
                all.write(each.bytes(), 0, each.length());
                start = at + 1;
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
