// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.instance.InstanceDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One supervisor per name. That a lock goes with its process is shown by the real program. */
class InstanceLockTest {

    @TempDir
    private Path directory;

    @Test
    void itSaysWhoHasItAndWhichFileItIsFor() throws IOException {
        Path config = Files.createFile(directory.resolve("procmon.toml"));
        try (InstanceLock lock = held(InstanceLock.acquire(instance(), uid(), Optional.of(config)))) {
            assertThat(lock.directory().lock())
                    .hasContent(ProcessHandle.current().pid() + "\n");
            assertThat(Files.readSymbolicLink(lock.directory().config())).isEqualTo(config);
            assertThat(Files.getPosixFilePermissions(instance().runtime()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aSecondOneIsToldThePidOfTheFirst() {
        try (InstanceLock _ = held(InstanceLock.acquire(instance(), uid(), Optional.empty()))) {
            assertThat(InstanceLock.acquire(instance(), uid(), Optional.empty()))
                    .isEqualTo(new InstanceLock.Result.Taken(
                            Optional.of(ProcessHandle.current().pid())));
        }
    }

    @Test
    void whatADeadOneHasLeftIsNoHindrance() throws IOException {
        Files.createDirectories(instance().runtime());
        Files.writeString(instance().lock(), "1\n");
        Files.createFile(instance().socket());
        Files.createSymbolicLink(instance().config(), Path.of("/nowhere"));
        InstanceLock.Result result = InstanceLock.acquire(instance(), uid(), Optional.empty());
        assertThat(((InstanceLock.Result.Held) result).killed()).contains(1L);
        held(result).close();
        assertThat(instance().runtime()).doesNotExist();
    }

    @Test
    void aDirectoryThatOthersCanWriteIsNotTrusted() throws IOException {
        Path runtime = Files.createDirectories(instance().runtime());
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(InstanceLock.acquire(instance(), uid(), Optional.empty()))
                .isEqualTo(new InstanceLock.Result.Impossible(runtime + " can be written by others"));
    }

    @Test
    void norIsOneOfSomebodyElse() throws IOException {
        Path runtime = Files.createDirectories(instance().runtime());
        assertThat(InstanceLock.acquire(instance(), uid() + 1, Optional.empty()))
                .isEqualTo(new InstanceLock.Result.Impossible(
                        runtime.getParent() + " belongs to somebody else (uid " + uid() + ")"));
    }

    @Test
    void norIsALink() throws IOException {
        Files.createDirectories(instance().runtime().getParent());
        Files.createSymbolicLink(instance().runtime(), directory);
        assertThat(InstanceLock.acquire(instance(), uid(), Optional.empty()))
                .isEqualTo(new InstanceLock.Result.Impossible(instance().runtime() + " is no directory"));
    }

    @Test
    void norIsAFile() throws IOException {
        Files.createFile(directory.resolve("run"));
        assertThat(InstanceLock.acquire(instance(), uid(), Optional.empty()))
                .isEqualTo(new InstanceLock.Result.Impossible(directory.resolve("run") + " is no directory"));
    }

    private InstanceDirectory instance() {
        return new InstanceDirectory("shop", directory.resolve("run/shop"), directory.resolve("state/shop"));
    }

    private int uid() {
        try {
            return (int) Files.getAttribute(directory, "unix:uid");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InstanceLock held(InstanceLock.Result result) {
        assertThat(result).isInstanceOf(InstanceLock.Result.Held.class);
        return ((InstanceLock.Result.Held) result).lock();
    }
}
