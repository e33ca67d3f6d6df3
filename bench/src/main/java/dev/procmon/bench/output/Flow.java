// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

/** What is written: so many writers, of so many lines each, with so many bytes at a time. */
record Flow(int writers, long linesEach, int bytesPerWrite) {
    private static final int LINE = 100;

    static Flow of(long bytes, int writers, int bytesPerWrite) {
        return new Flow(writers, bytes / LINE / writers, bytesPerWrite);
    }

    long lines() {
        return writers * linesEach;
    }

    long bytes() {
        return lines() * LINE;
    }

    String title() {
        var size = bytesPerWrite % 1024 == 0 ? bytesPerWrite / 1024 + " KiB" : bytesPerWrite + " bytes";
        return "%d writer%s, %s a write".formatted(writers, writers == 1 ? "" : "s", size);
    }
}
