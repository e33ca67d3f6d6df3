// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import dev.procmon.bench.BenchmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The text of pieces of a log file, whether compressed or not. */
final class Pieces {
    private Pieces() {}

    static byte[] text(Path piece) throws IOException {
        var name = piece.toString();
        if (name.endsWith(".gz")) {
            try (var input = new GZIPInputStream(Files.newInputStream(piece))) {
                return input.readAllBytes();
            }
        }
        return name.endsWith(".zst") ? unpacked(piece) : Files.readAllBytes(piece);
    }

    /** All of them one behind the other, by way of a file, which may be large. */
    static ByteBuffer joined(List<Path> pieces, Path file) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (var piece : pieces) {
                channel.write(ByteBuffer.wrap(text(piece)));
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    private static byte[] unpacked(Path piece) throws IOException {
        var process = new ProcessBuilder("zstd", "-dc", piece.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream input = process.getInputStream()) {
            var text = input.readAllBytes();
            if (process.waitFor() != 0) {
                throw new BenchmarkException("zstd cannot read " + piece);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted");
        }
    }
}
