// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one stream of one run has written, by its own account, see scribe.c, and how far it was found.
 *
 * @param program whose run it was
 * @param begun when, by a clock that orders the runs of a program
 * @param stream 0 or 1
 * @param bytes what it has written or was about to write
 * @param recorded how much of that was certainly taken
 */
record Journal(String program, long begun, long pid, int stream, ByteBuffer bytes, long recorded) {

    static List<Journal> all(Path directory) throws IOException {
        var all = new ArrayList<Journal>();
        try (Stream<Path> files = Files.list(directory)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".done")).toList()) {
                var name = file.getFileName().toString();
                var words = name.split("\\.", -1);
                var done = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
                for (int stream = 0; stream < 2; stream++) {
                    var bytes = map(directory.resolve(name.replaceAll("done$", stream == 0 ? "out" : "err")));
                    var recorded = done.remaining() < 16 ? 0 : done.getLong(8 * stream);
                    all.add(new Journal(
                            words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), stream, bytes, recorded));
                }
            }
        }
        all.sort(Comparator.comparingLong(Journal::begun));
        return all;
    }

    private static ByteBuffer map(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return ByteBuffer.allocate(0);
        }
        try (var channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }
}
