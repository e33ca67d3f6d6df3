// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibcTest {

    private final Caller caller = Caller.ofThisThread();

    @AfterEach
    void close() {
        caller.close();
    }

    @Test
    void aFailureComesBackAsTheNegatedErrno() {
        assertThat(new Descriptors(caller).close(-1)).isEqualTo(-9);
        assertThat(Errno.name(9)).isEqualTo("EBADF");
    }

    @Test
    void anErrorNumberWithoutANameIsANumber() {
        assertThat(Errno.name(0)).isEqualTo("0");
        assertThat(Errno.name(41)).isEqualTo("41");
        assertThat(Errno.name(134)).isEqualTo("134");
        assertThat(Errno.name(133)).isEqualTo("EHWPOISON");
        assertThat(Errno.name(Errno.ECANCELED)).isEqualTo("ECANCELED");
        assertThat(Errno.name(Errno.ENAMETOOLONG)).isEqualTo("ENAMETOOLONG");
    }

    @Test
    void aCallerOfOneThreadIsRefusedOnAnother() throws Exception {
        Descriptors descriptors = new Descriptors(caller);
        Throwable[] thrown = new Throwable[1];
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                descriptors.pipe();
            } catch (Throwable failure) {
                thrown[0] = failure;
            }
        });
        other.join();

        assertThat(thrown[0]).isNotNull();
    }

    @Test
    void aPipeCarriesBytesAndDoesNotBlockTheReader() {
        Descriptors descriptors = new Descriptors(caller);
        Memory buffer = caller.allocate(16);
        assertThat(descriptors.pipe()).isZero();
        int readEnd = descriptors.readEnd();
        int writeEnd = descriptors.writeEnd();

        assertThat(descriptors.read(readEnd, buffer)).isEqualTo(-Errno.EAGAIN);
        assertThat(descriptors.available(readEnd)).isZero();
        descriptors.close(writeEnd);
        assertThat(descriptors.read(readEnd, buffer)).isZero();
        descriptors.close(readEnd);
    }

    @Test
    void epollTellsWhichDescriptorIsReady() {
        Descriptors descriptors = new Descriptors(caller);
        Epoll epoll = Epoll.create(caller);
        int bell = EventFd.create(caller);
        epoll.addEdgeTriggered(bell);

        assertThat(epoll.await(0)).isZero();
        EventFd.ring(caller, bell);
        assertThat(epoll.await(-1)).isOne();
        assertThat(epoll.ready(0)).isEqualTo(bell);
        assertThat(epoll.await(1)).isZero();

        descriptors.close(bell);
        descriptors.close(epoll.descriptor());
    }

    @Test
    void aCallThatMustNotFailNamesItselfAndTheError() {
        assertThatThrownBy(() -> LibcException.check(-Errno.EMFILE, "eventfd"))
                .isInstanceOf(LibcException.class)
                .hasMessage("eventfd: EMFILE");
    }

    @Test
    void aDirectoryIsToldFromAFile() {
        Files files = new Files(caller);
        Memory path = caller.allocate(64);
        path.putString(0, "/etc/passwd".getBytes(StandardCharsets.UTF_8));

        assertThat(files.look(Files.WORKING_DIRECTORY, path.address())).isZero();
        assertThat(files.isRegular()).isTrue();
        assertThat(files.openDirectory(path.address())).isEqualTo(-Errno.ENOTDIR);
        assertThat(Path.of("/etc/passwd")).isRegularFile();
    }
}
