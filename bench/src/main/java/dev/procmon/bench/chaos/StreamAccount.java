// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.nio.ByteBuffer;

/** Compares what was found of one stream of one run with what it has written by its own account, byte by byte. */
final class StreamAccount {
    /** So few bytes may stand anywhere: they are not looked for elsewhere. */
    private static final int TELLING = 24;

    private final Journal journal;
    private int at;
    private long found;
    private long lost;
    private long lostLines;
    private long fragments;
    private long foreign;

    StreamAccount(Journal journal) {
        this.journal = journal;
    }

    void take(ByteBuffer bytes) {
        found += bytes.limit();
        if (matches(bytes, at)) {
            at += bytes.limit();
            return;
        }
        int further = bytes.limit() < TELLING ? -1 : find(bytes);
        if (further < 0) {
            foreign += bytes.limit(); // there twice, or out of order, or nobody's
            return;
        }
        skip(further);
        at = further + bytes.limit();
    }

    /** When all is read: what is missing at the end is lost as well. */
    void close() {
        if (at < journal.recorded()) {
            skip((int) journal.recorded());
        }
    }

    private void skip(int to) {
        var text = journal.bytes();
        lost += to - at;
        for (int i = at; i < to; i++) {
            lostLines += text.get(i) == '\n' ? 1 : 0;
        }
        fragments += text.get(to - 1) == '\n' ? 0 : 1;
        at = to;
    }

    private boolean matches(ByteBuffer bytes, int from) {
        var text = journal.bytes();
        return from + bytes.limit() <= text.limit()
                && text.slice(from, bytes.limit()).mismatch(bytes) < 0;
    }

    private int find(ByteBuffer bytes) {
        int last = journal.bytes().limit() - bytes.limit();
        for (int from = at; from <= last; from++) {
            if (journal.bytes().get(from) == bytes.get(0) && matches(bytes, from)) {
                return from;
            }
        }
        return -1;
    }

    long found() {
        return found;
    }

    /** Bytes that were certainly written and are not there. */
    long lost() {
        return lost;
    }

    /** Line feeds among them. */
    long lostLines() {
        return lostLines;
    }

    /** Gaps that end within a line: each may have been counted as a line. */
    long fragments() {
        return fragments;
    }

    /** Bytes that are there and stand in no place where the stream has them. */
    long foreign() {
        return foreign;
    }
}
