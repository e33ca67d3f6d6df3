// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.ProbeTarget.Address;
import dev.procmon.core.reactor.ProbeResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Answers of HTTP, cut in pieces in all ways. */
class HttpAnswerTest {

    private static final long SEED = 20_260_602;
    private static final String PASSED = "passed";

    @Test
    void aStatusInTheRangePassesAsSoonAsTheHeadIsThere() {
        assertThat(judge("HTTP/1.1 200 OK\r\n\r\n", "")).isEqualTo(PASSED);
        assertThat(judge("HTTP/1.0 299\r\nServer: x\r\n\r\n", "")).isEqualTo(PASSED);
        assertThat(judge("HTTP/1.1 204 No Content\n\n", "")).isEqualTo(PASSED);
        assertThat(judge("HTTP/1.1 300 Many\r\n\r\n", "")).isEqualTo("expected status 200 to 299, got 300");
        assertThat(judge("HTTP/1.1 101 Upgraded\r\n\r\n", "")).isEqualTo("expected status 200 to 299, got 101");
    }

    @Test
    void aRangeOfOneStatusIsSaidAsOne() {
        ProbeTarget.Http exact = new ProbeTarget.Http(tcp(), "h", "/", 204, 204, Map.of(), Optional.empty());

        assertThat(words(new HttpAnswer(exact)
                        .take(bytes("HTTP/1.1 200 OK\r\n\r\n"))
                        .orElseThrow()))
                .isEqualTo("expected status 204, got 200");
    }

    @Test
    void answersThatAnnounceAnotherArePassedOver() {
        assertThat(judge(
                        "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 No\r\n\r\n",
                        ""))
                .isEqualTo("expected status 200 to 299, got 503");
    }

    @Test
    void aBodyIsFramedByItsLength() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";

        assertThat(judge(head + "hello", "^hello$")).isEqualTo(PASSED);
        assertThat(judge(head + "helloo", "^hello$")).isEqualTo(PASSED);
        assertThat(judge(head + "hell", "hell")).isEqualTo("closed in the middle of the body");
        assertThat(judge("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "^$")).isEqualTo(PASSED);
    }

    @Test
    void aBodyIsFramedByChunksWhateverItsLengthIsSaidToBe() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: Chunked\r\n\r\n";

        assertThat(judge(head + "5\r\nhello\r\nA;x=\"y\"\r\n, you all!\r\n0\r\n\r\n", "^hello, you all!$"))
                .isEqualTo(PASSED);
        assertThat(judge(head + "5\r\nhello\r\n", "hello")).isEqualTo("closed in the middle of the body");
        assertThat(judge(head + "five\r\nhello", "hello")).isEqualTo("a chunk of the body has no size");
        assertThat(judge(head + "-5\r\nhello", "hello")).isEqualTo("a chunk of the body has no size");
        assertThat(judge(head + "ffffffffffffffff\r\nhello", "x")).isEqualTo("a chunk of the body has no size");
        assertThat(judge(head + "1;" + "x".repeat(2000), "x")).isEqualTo("a chunk of the body has no size");
    }

    @Test
    void aBodyIsFramedByTheEndOfTheConnection() {
        assertThat(judge("HTTP/1.1 200 OK\r\n\r\nhello", "^hello$")).isEqualTo(PASSED);
        assertThat(judge("HTTP/1.1 200 OK\r\n\r\nhello", "^hullo$"))
                .isEqualTo("nothing in the body matches \"^hullo$\"");
    }

    @Test
    void onlyTheBeginningOfABodyIsSearched() {
        String body = "x".repeat(HttpAnswer.BODY_MAX - 2) + "ok";

        assertThat(judge("HTTP/1.1 200 OK\r\n\r\n" + body, "xok$")).isEqualTo(PASSED);
        assertThat(judge("HTTP/1.1 200 OK\r\n\r\nx" + body, "ok")).isEqualTo("nothing in the body matches \"ok\"");
        assertThat(judge("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nx" + body, "ok"))
                .isEqualTo("nothing in the body matches \"ok\"");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(judge("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "x"))
                .isEqualTo("the body has a coding that is not understood: \"gzip, chunked\"");
        assertThat(judge("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "x"))
                .isEqualTo("the body has two different lengths");
        assertThat(judge("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "x"))
                .isEqualTo("the body has no length that is one: \"-1\"");
    }

    @Test
    void whatIsNotHttpIsQuotedWithoutControlCharacters() {
        assertThat(judge("HTTP/2 200\r\n\r\n", "")).startsWith("no HTTP: got \"HTTP/2");
        assertThat(judge("\u001b[31mred\r\n", "")).startsWith("no HTTP: got \"?");
        assertThat(judge("HTTP/1.1 2x0 OK\r\n\r\n", "")).isEqualTo("no HTTP: got \"HTTP/1.1 2x0 OK\"");
        assertThat(judge("HTTP/1.1 000 OK\r\n\r\n", "")).isEqualTo("no HTTP: got \"HTTP/1.1 000 OK\"");
        assertThat(judge("HTTP/1.1\r\n\r\n", "")).isEqualTo("no HTTP: got \"HTTP/1.1\"");
    }

    @Test
    void anAnswerThatBreaksOffIsToldApartFromNone() {
        assertThat(judge("", "")).isEqualTo("closed without an answer");
        assertThat(judge("HTTP/1.1 200 OK\r\nServer:", "")).isEqualTo("closed in the middle of the head of the answer");
    }

    @Test
    void aHeadIsBounded() {
        String header = "X: " + "y".repeat(1000) + "\r\n";

        assertThat(judge("HTTP/1.1 200 OK\r\n" + header.repeat(20), "")).startsWith("the head of the answer is longer");
    }

    @Test
    void noBytesMakeItFail() {
        Random random = new Random(SEED);
        String[] pieces = {
            "HTTP/1.1 200 OK\r\n",
            "\r\n",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "7\r\n",
            "0\r\n",
            "abc",
            "-",
            ":",
            "HTTP/1.1 1",
            "\0",
            "\u00ff",
            "99999999999999999999"
        };
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(15); count > 0; count--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(whole(text.toString(), "abc")).isNotEmpty();
        }
    }

    @Test
    void aLineBreakInARequestIsAMistake() {
        assertThatThrownBy(
                        () -> new ProbeTarget.Http(tcp(), "h", "/x\r\nEvil: 1", 200, 299, Map.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new ProbeTarget.Http(tcp(), "h", "/", 200, 299, Map.of("X", "1\nEvil: 1"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProbeTarget.Http(tcp(), "h", "/", 200, 299, Map.of("X Y", "1"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheTargetSendsItselfTakesThePlaceOfTheDefault() {
        ProbeTarget.Http target = new ProbeTarget.Http(
                tcp(),
                "h",
                "/",
                200,
                299,
                Map.of("host", "other", "User-agent", "mine", "connection", "keep-alive"),
                Optional.empty());

        assertThat(new String(HttpExchange.request(target), StandardCharsets.UTF_8))
                .contains("Host: other\r\n", "User-Agent: mine\r\n", "Connection: close\r\n")
                .doesNotContain("procmon", "keep-alive");
    }

    /** Judge an answer whole, byte by byte, and cut in two, which must all come to the same. */
    private static String judge(String answer, String body) {
        String whole = whole(answer, body);
        HttpAnswer slow = new HttpAnswer(target(body));
        Optional<ProbeResult> result = Optional.empty();
        for (int i = 0; i < answer.length() && result.isEmpty(); i++) {
            result = slow.take(bytes(answer.substring(i, i + 1)));
        }
        String bitByBit = words(result.orElseGet(slow::ended));
        // How much of what is not HTTP has come when that is noticed is a matter of luck.
        boolean samePlace = whole.startsWith("no HTTP") && bitByBit.startsWith("no HTTP");
        assertThat(samePlace ? whole : bitByBit).isEqualTo(whole);
        return whole;
    }

    private static String whole(String answer, String body) {
        HttpAnswer read = new HttpAnswer(target(body));
        Optional<ProbeResult> result = answer.isEmpty() ? Optional.empty() : read.take(bytes(answer));
        return words(result.orElseGet(read::ended));
    }

    private static String words(ProbeResult result) {
        return switch (result) {
            case ProbeResult.Passed() -> PASSED;
            case ProbeResult.NotPassed(String detail) -> detail;
        };
    }

    private static ProbeTarget.Http target(String body) {
        return new ProbeTarget.Http(
                tcp(),
                "h",
                "/",
                200,
                299,
                Map.of(),
                body.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(body)));
    }

    private static Address tcp() {
        return new Address.Tcp("127.0.0.1", 80);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
