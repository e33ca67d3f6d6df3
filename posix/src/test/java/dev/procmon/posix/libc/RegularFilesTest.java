// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFilesTest {

    @TempDir
    private Path directory;

    @Test
    void whereAWriteCannotSayThatItAppendsItGoesToTheEndFirst() throws Exception {
        Path path = directory.resolve("web.log");
        List<Integer> results = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try (Caller caller = Caller.ofThisThread()) {
                SystemCallFilter.forbid(caller, Platform.X86_64 ? 328 : 287, Errno.ENOSYS);
                RegularFiles files = new RegularFiles(caller);
                int descriptor = files.open(path.toString().getBytes(StandardCharsets.UTF_8));
                results.add(files.append(descriptor, direct("before")));
                results.add(files.truncate(descriptor, 1));
                results.add(files.append(descriptor, direct("after")));
                files.close(descriptor);
            }
        });
        thread.join();

        assertThat(results).containsExactly(6, 0, 5);
        assertThat(Files.readString(path)).isEqualTo("bafter");
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
