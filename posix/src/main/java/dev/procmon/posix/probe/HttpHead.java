// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.probe;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The status line and the headers of an answer, as far as they matter here. Answers that announce another are passed over. */
final class HttpHead {

    /** How long a head may be, together with those that announce it. */
    static final int LENGTH_MAX = 16 << 10;

    private static final String PROTOCOL = "HTTP/1.";
    private static final int STATUS_AT = PROTOCOL.length() + 2;
    private static final int STATUS_END = STATUS_AT + 3;
    private static final int EXCERPT_MAX = 40;
    private static final int DIGITS_MAX = 18;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final StringBuilder line = new StringBuilder();
    private int length;
    private int status;
    private OptionalLong contentLength = OptionalLong.empty();
    private Optional<String> coding = Optional.empty();

    /** Tell whether nothing has come at all. */
    boolean isEmpty() {
        return length == 0;
    }

    int status() {
        return status;
    }

    /** Take bytes up to the end of the head. Return whether that has come. */
    boolean take(ByteBuffer bytes) throws HttpTrouble {
        while (bytes.hasRemaining()) {
            char next = (char) (bytes.get() & 0xFF);
            length++;
            if (length > LENGTH_MAX) {
                throw new HttpTrouble("the head of the answer is longer than " + (LENGTH_MAX >> 10) + " KiB");
            }
            if (next != '\n') {
                line.append(next);
                checkBeginning(bytes);
            } else if (lineEnded()) {
                return true;
            }
        }
        return false;
    }

    /** Return how the body is framed (RFC 9112, section 6.3). */
    HttpBody body() throws HttpTrouble {
        if (status == 204 || status == 304) {
            return new HttpBody.OfLength(0);
        }
        if (coding.isPresent()) {
            if (!coding.get().equals("chunked")) {
                throw new HttpTrouble("the body has a coding that is not understood: " + excerpt(coding.get()));
            }
            return new HttpBody.Chunked();
        }
        return contentLength.isPresent() ? new HttpBody.OfLength(contentLength.getAsLong()) : new HttpBody.UpToTheEnd();
    }

    private boolean lineEnded() throws HttpTrouble {
        String text = line.toString();
        line.setLength(0);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (status == 0) {
            status = statusOf(text);
            return false;
        }
        if (!text.isEmpty()) {
            header(text);
            return false;
        }
        boolean isFinal = status >= 200 || status == SWITCHING_PROTOCOLS;
        if (!isFinal) {
            status = 0;
        }
        return isFinal;
    }

    /** Notice as soon as can be that this is no HTTP: who speaks another protocol may wait for us to say something. */
    private void checkBeginning(ByteBuffer rest) throws HttpTrouble {
        int last = line.length() - 1;
        if (status == 0 && last < PROTOCOL.length() && line.charAt(last) != PROTOCOL.charAt(last)) {
            while (rest.hasRemaining() && line.length() <= EXCERPT_MAX && rest.get(rest.position()) != '\n') {
                line.append((char) (rest.get() & 0xFF));
            }
            throw noHttp(line.toString());
        }
    }

    private static int statusOf(String text) throws HttpTrouble {
        boolean digits = text.length() >= STATUS_END && text.charAt(STATUS_AT - 1) == ' ';
        for (int i = STATUS_AT; digits && i < STATUS_END; i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits
                || (text.length() > STATUS_END && text.charAt(STATUS_END) != ' ')
                || text.charAt(STATUS_AT) == '0') {
            throw noHttp(text);
        }
        return Integer.parseInt(text.substring(STATUS_AT, STATUS_END));
    }

    private void header(String text) throws HttpTrouble {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        String value = text.substring(colon + 1).strip();
        switch (text.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "content-length" -> {
                OptionalLong found = OptionalLong.of(lengthOf(value));
                if (contentLength.isPresent() && !contentLength.equals(found)) {
                    throw new HttpTrouble("the body has two different lengths");
                }
                contentLength = found;
            }
            case "transfer-encoding" -> {
                String more = value.toLowerCase(Locale.ROOT);
                coding = Optional.of(coding.isPresent() ? coding.get() + ", " + more : more);
            }
            default -> {
                // Nothing else says whether the program is well.
            }
        }
    }

    private static long lengthOf(String value) throws HttpTrouble {
        boolean digits = !value.isEmpty() && value.length() <= DIGITS_MAX;
        for (int i = 0; digits && i < value.length(); i++) {
            digits = value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        if (!digits) {
            throw new HttpTrouble("the body has no length that is one: " + excerpt(value));
        }
        return Long.parseLong(value);
    }

    private static HttpTrouble noHttp(String text) {
        return new HttpTrouble("no HTTP: got " + excerpt(text));
    }

    /** Quote the beginning of what came, without what could confuse a terminal. */
    private static String excerpt(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), EXCERPT_MAX); i++) {
            char each = text.charAt(i);
            shown.append(each >= ' ' && each < 0x7F ? each : '?');
        }
        return shown.append(text.length() > EXCERPT_MAX ? "...\"" : "\"").toString();
    }
}
