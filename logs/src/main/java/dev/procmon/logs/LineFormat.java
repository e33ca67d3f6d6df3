// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.util.Base64;

/** How a line with a time is written. */
sealed interface LineFormat {

    /** Read a line. Return false if it is not of this format; the run and the stream are as before then. */
    boolean read(byte[] in, int from, int to, Line into);

    /** Tell whether a line of this format begins so; that takes less than 64 bytes. */
    boolean begins(byte[] in, int from, int to);

    /** Return the microseconds of the time of a line, or {@link LineTime#NONE}. */
    long micros(byte[] in, int from, int to);

    /** Return how long a line may be; what is longer is broken. */
    int limit();

    /** Return a reader of this format. */
    static LineFormat of(LogFormat format) {
        return switch (format) {
            case LINES -> new Tagged();
            case JSON -> new Objects();
            case RAW -> throw new IllegalArgumentException("raw lines have no time");
        };
    }

    /** Time, stream, tags, text. */
    final class Tagged implements LineFormat {

        @Override
        public int limit() {
            return 32_768;
        }

        @Override
        public long micros(byte[] in, int from, int to) {
            return LineTime.parse(in, from, to);
        }

        @Override
        public boolean read(byte[] in, int from, int to, Line into) {
            long micros = LineTime.parse(in, from, to);
            int at = from + LineTime.LENGTH;
            if (micros == LineTime.NONE || !hasStreamAndTag(in, at, to) || !tags(in, at + 9, to, into)) {
                return false;
            }
            into.micros = micros;
            into.stderr = stream(in, at + 1) > 0;
            into.continued = in[at + 8] == 'P';
            return true;
        }

        @Override
        public boolean begins(byte[] in, int from, int to) {
            return micros(in, from, to) != LineTime.NONE && hasStreamAndTag(in, from + LineTime.LENGTH, to);
        }

        /** The shortest: a space, the stream, a space, the tag, a space. */
        private static boolean hasStreamAndTag(byte[] in, int at, int to) {
            return to - at >= 10
                    && in[at] == ' '
                    && stream(in, at + 1) >= 0
                    && in[at + 7] == ' '
                    && (in[at + 8] == 'F' || in[at + 8] == 'P');
        }

        /** The run, and maybe the program; another tag behind is one of a later version. */
        private static boolean tags(byte[] in, int start, int to, Line into) {
            int at = start;
            long run = Line.UNKNOWN_RUN;
            if (in[at] == ':') {
                run = 0;
                for (at++; at < to && in[at] >= '0' && in[at] <= '9'; at++) {
                    run = run * 10 + (in[at] - '0');
                }
            }
            int nameFrom = at;
            int nameTo = at;
            if (at < to && in[at] == ':') {
                nameFrom = at + 1;
                for (nameTo = nameFrom; nameTo < to && in[nameTo] != ' '; nameTo++) {
                    // A name has no space.
                }
                at = nameTo;
            }
            if (at >= to || in[at] != ' ' || run < Line.UNKNOWN_RUN) {
                return false;
            }
            into.run = run;
            into.program(in, nameFrom, nameTo);
            into.text(in, at + 1, to);
            return true;
        }

        private static int stream(byte[] in, int at) {
            if (in[at] != 's' || in[at + 1] != 't' || in[at + 2] != 'd') {
                return -1;
            }
            if (in[at + 3] == 'o' && in[at + 4] == 'u' && in[at + 5] == 't') {
                return 0;
            }
            return in[at + 3] == 'e' && in[at + 4] == 'r' && in[at + 5] == 'r' ? 1 : -1;
        }
    }

    /** One object for each line, with its members in the order in which {@link JsonLine} writes them. */
    final class Objects implements LineFormat {
        private final ByteArray decoded = new ByteArray();
        private final ByteArray name = new ByteArray();

        @Override
        public int limit() {
            return 200_000;
        }

        @Override
        public long micros(byte[] in, int from, int to) {
            return startsWith(in, from, to, JsonLine.TIME)
                    ? LineTime.parse(in, from + JsonLine.TIME.length, to)
                    : LineTime.NONE;
        }

        @Override
        public boolean read(byte[] in, int from, int to, Line into) {
            long micros = micros(in, from, to);
            int at = from + JsonLine.TIME.length + LineTime.LENGTH;
            if (micros == LineTime.NONE || !startsWith(in, at, to, JsonLine.PROGRAM)) {
                return false;
            }
            name.cut(0);
            at = JsonText.unescape(name, in, at + JsonLine.PROGRAM.length + 1, to) + 1;
            if (at == 0 || !startsWith(in, at, to, JsonLine.RUN)) {
                return false;
            }
            long run = 0;
            for (at += JsonLine.RUN.length; at < to && in[at] >= '0' && in[at] <= '9'; at++) {
                run = run * 10 + (in[at] - '0');
            }
            if (run < 0 || !startsWith(in, at, to, JsonLine.STREAM) || to - at < JsonLine.STREAM.length + 7) {
                return false;
            }
            at += JsonLine.STREAM.length;
            int stream = Tagged.stream(in, at);
            if (stream < 0 || in[at + 6] != '"' || !text(in, at + 7, to, into)) {
                return false;
            }
            into.micros = micros;
            into.run = run;
            into.stderr = stream > 0;
            into.program(name.array(), 0, name.length());
            return true;
        }

        @Override
        public boolean begins(byte[] in, int from, int to) {
            return micros(in, from, to) != LineTime.NONE
                    && startsWith(in, from + JsonLine.TIME.length + LineTime.LENGTH, to, JsonLine.PROGRAM);
        }

        private boolean text(byte[] in, int start, int to, Line into) {
            boolean partial = startsWith(in, start, to, JsonLine.PARTIAL);
            int at = partial ? start + JsonLine.PARTIAL.length : start;
            if (in[to - 1] != '}' || !value(in, at, to - 1, into)) {
                return false;
            }
            into.continued = partial;
            return true;
        }

        private boolean value(byte[] in, int at, int to, Line into) {
            if (startsWith(in, at, to, JsonLine.OBJECT)) {
                into.text(in, at + JsonLine.OBJECT.length, to);
                return true;
            }
            boolean text = startsWith(in, at, to, JsonLine.TEXT);
            if (!text && !startsWith(in, at, to, JsonLine.BASE64)) {
                return false;
            }
            int from = at + (text ? JsonLine.TEXT.length : JsonLine.BASE64.length);
            decoded.cut(0);
            if (JsonText.unescape(decoded, in, from, to) != to - 1) {
                return false;
            }
            if (text) {
                into.text(decoded.array(), 0, decoded.length());
                return true;
            }
            return base64(into);
        }

        private boolean base64(Line into) {
            try {
                byte[] bytes = Base64.getDecoder().decode(decoded.copy());
                into.text(bytes, 0, bytes.length);
                return true;
            } catch (IllegalArgumentException damaged) {
                return false;
            }
        }

        private static boolean startsWith(byte[] in, int at, int to, byte[] start) {
            if (to - at < start.length) {
                return false;
            }
            for (int i = 0; i < start.length; i++) {
                if (in[at + i] != start[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
