// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of HTTP/1.1. Trusts the other side in nothing: what is longer than it may be, or framed in a way that could be
 * understood in two ways, is refused with {@link ProtocolException}.
 */
final class ResponseReader {

    private static final int HEAD_MAX = 16 << 10;
    private static final int BODY_MAX = 64 << 20;
    /** The longest line of a stream, in bytes. */
    static final int LINE_MAX = 1 << 20;

    private static final int BUFFER = 16 << 10;
    private static final int CHUNK_DIGITS_MAX = 7;
    private static final int LENGTH_DIGITS_MAX = 9;

    private final Wire wire;
    private final Duration patience;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    /** What comes is no answer of HTTP/1.1 that makes sense. */
    static final class ProtocolException extends IOException {

        ProtocolException(String message) {
            super(message);
        }
    }

    /**
     * The head of an answer.
     *
     * @param status its status
     * @param type the media type of the body, without parameters, in lower case
     * @param length the length of the body; -1 where it goes on to the end of the connection
     * @param isChunked whether the body comes in chunks
     */
    record Head(int status, String type, long length, boolean isChunked) {}

    ResponseReader(Wire wire, Duration patience) {
        this.wire = wire;
        this.patience = patience;
    }

    /** Read the head, passing over those that announce another. */
    Head head() throws IOException {
        int left = HEAD_MAX;
        while (true) {
            String status = headLine(left);
            left -= status.length();
            int code = statusOf(status);
            Head head = new Head(code, "", -1, false);
            String line = headLine(left);
            while (!line.isEmpty()) {
                left -= line.length();
                head = with(head, line);
                line = headLine(left);
            }
            if (code >= 200) {
                return head;
            }
        }
    }

    /** Read the whole body. */
    byte[] body(Head head) throws IOException {
        if (head.isChunked()) {
            return chunks();
        }
        if (head.length() >= 0) {
            return exactly((int) head.length());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (fill()) {
            append(body, end - next);
        }
        return body.toByteArray();
    }

    /**
     * Read a line of a stream of text, without its line feed.
     *
     * @return the line, or null at the end of the stream
     */
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (fill()) {
            int feed = indexOfLineFeed();
            int count = (feed < 0 ? end : feed) - next;
            if (line.size() + count > LINE_MAX) {
                throw new ProtocolException("a line of the stream is longer than " + LINE_MAX + " bytes");
            }
            line.write(buffer, next, count);
            next += count;
            if (feed >= 0) {
                next++;
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
        }
        return null;
    }

    private String headLine(int max) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!fill()) {
                throw new EOFException("the connection was closed before the answer");
            }
            char each = (char) (buffer[next++] & 0xFF);
            if (each == '\n') {
                int length = line.length();
                if (length == 0 || line.charAt(length - 1) != '\r') {
                    throw new ProtocolException("a line of the head does not end as it should");
                }
                return line.substring(0, length - 1);
            }
            if (line.length() > max) {
                throw new ProtocolException("the head of the answer is longer than it may be");
            }
            line.append(each);
        }
    }

    private static int statusOf(String line) throws ProtocolException {
        boolean fits =
                line.length() >= 12 && line.startsWith("HTTP/1.1 ") && (line.length() == 12 || line.charAt(12) == ' ');
        int status = fits ? number(line.substring(9, 12), 10, 3) : -1;
        if (status < 100) {
            throw new ProtocolException("this is no HTTP/1.1 answer");
        }
        return status;
    }

    private static Head with(Head head, String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw new ProtocolException("a line of the head is no header");
        }
        String value = line.substring(colon + 1).strip();
        return switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "content-type" -> {
                int semicolon = value.indexOf(';');
                String type = semicolon < 0 ? value : value.substring(0, semicolon);
                yield new Head(head.status(), type.strip().toLowerCase(Locale.ROOT), head.length(), head.isChunked());
            }
            case "content-length" -> {
                int length = number(value, 10, LENGTH_DIGITS_MAX);
                if (length < 0 || length > BODY_MAX || head.isChunked() || head.length() >= 0) {
                    throw new ProtocolException("the length of the answer makes no sense");
                }
                yield new Head(head.status(), head.type(), length, false);
            }
            case "transfer-encoding" -> {
                if (!value.equalsIgnoreCase("chunked") || head.isChunked() || head.length() >= 0) {
                    throw new ProtocolException("the answer is coded in an unknown way");
                }
                yield new Head(head.status(), head.type(), -1, true);
            }
            default -> head;
        };
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = headLine(HEAD_MAX);
            int semicolon = line.indexOf(';');
            int size = number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16, CHUNK_DIGITS_MAX);
            if (size < 0) {
                throw new ProtocolException("a chunk of the answer has no size");
            }
            if (size == 0) {
                break;
            }
            checkSize(body.size() + (long) size);
            body.writeBytes(exactly(size));
            if (!headLine(0).isEmpty()) {
                throw new ProtocolException("a chunk of the answer does not end as it should");
            }
        }
        while (!headLine(HEAD_MAX).isEmpty()) {
            // Trailers say nothing that matters here.
        }
        return body.toByteArray();
    }

    /** Memory is taken as bytes come, not as they are promised. */
    private byte[] exactly(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(count, BUFFER));
        while (bytes.size() < count) {
            if (!fill()) {
                throw new EOFException("the connection was closed within the answer");
            }
            append(bytes, Math.min(end - next, count - bytes.size()));
        }
        return bytes.toByteArray();
    }

    private void append(ByteArrayOutputStream body, int count) throws ProtocolException {
        checkSize(body.size() + (long) count);
        body.write(buffer, next, count);
        next += count;
    }

    private static void checkSize(long size) throws ProtocolException {
        if (size > BODY_MAX) {
            throw new ProtocolException("the answer is larger than " + (BODY_MAX >> 20) + " MiB");
        }
    }

    /** Have at least one byte. Return false at the end. */
    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        next = 0;
        end = Math.max(0, wire.read(buffer, 0, buffer.length, patience));
        return end > 0;
    }

    private int indexOfLineFeed() {
        for (int i = next; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Read digits only; -1 where there is anything else. */
    private static int number(String text, int radix, int digitsMax) {
        if (text.isEmpty() || text.length() > digitsMax) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            int digit = each < 0x80 ? Character.digit(each, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
