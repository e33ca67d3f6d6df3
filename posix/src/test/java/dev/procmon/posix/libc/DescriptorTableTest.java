// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A thread with a descriptor table of its own, in which Java still works. */
class DescriptorTableTest {

    @Test
    void javaKeepsItsFilesAndAllElseBecomesTheNullDevice() throws Exception {
        try (Caller caller = Caller.ofThisThread()) {
            Descriptors descriptors = new Descriptors(caller);
            int first = EventFd.create(caller);
            int second = EventFd.create(caller);
            assertThat(descriptors.pipe()).isZero();
            int pipe = descriptors.readEnd();
            Map<String, String> before = descriptors();

            Map<String, String> own = inOwnTable(first, second);

            assertThat(descriptors()).isEqualTo(before);
            String image =
                    Path.of(System.getProperty("java.home"), "lib", "modules").toString();
            before.forEach((number, file) -> {
                if (file.equals(image) || file.endsWith(".jar")) {
                    assertThat(own).containsEntry(number, file);
                }
            });
            assertThat(own)
                    .containsEntry(Integer.toString(first), "anon_inode:[eventfd]")
                    .containsEntry(Integer.toString(second), "anon_inode:[eventfd]")
                    .containsEntry(Integer.toString(pipe), "/dev/null")
                    .containsEntry("1", "/dev/null");

            descriptors.close(descriptors.writeEnd());
            descriptors.close(pipe);
            descriptors.close(first);
            descriptors.close(second);
        }
    }

    /** Load a class as well: where that goes wrong, the Java machine crashes. */
    private static Map<String, String> inOwnTable(int first, int second) throws Exception {
        CompletableFuture<Map<String, String>> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try (Caller caller = Caller.ofThisThread()) {
                new DescriptorTable(caller).keepOnly(first, second);
                assertThat(Class.forName("java.util.concurrent.Phaser")).isNotNull();
                result.complete(descriptors());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.join();
        return result.get();
    }

    /** Return what the open descriptors of the present thread are, but for those that looking needs. */
    private static Map<String, String> descriptors() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> links = Files.list(Path.of("/proc/thread-self/fd"))) {
            for (Path link : links.toList()) {
                if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    String target = Files.readSymbolicLink(link).toString();
                    if (!target.startsWith("/proc/")) {
                        files.put(link.getFileName().toString(), target);
                    }
                }
            }
        }
        return files;
    }
}
