// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Files of an event log on a disk that can be made to fail, as one that is full or was mounted read-only. */
final class FaultyFiles implements EventFiles {

    private final EventFiles files;
    private volatile Optional<String> listFault = Optional.empty();
    private volatile Optional<String> fault = Optional.empty();
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    FaultyFiles(Path directory) {
        this.files = new DirectoryFiles(directory);
    }

    /** From now on nothing can be opened for writing. */
    void breakWith(String reason) {
        fault = Optional.of(reason);
    }

    /** From now on the directory cannot be listed. */
    void hide(String reason) {
        listFault = Optional.of(reason);
    }

    /** From now on there is room for so many bytes: the write that goes beyond is done in part. */
    void fillUpTo(long bytes) {
        room.set(bytes);
    }

    /** From now on all is well. */
    void repair() {
        listFault = Optional.empty();
        fault = Optional.empty();
        room.set(Long.MAX_VALUE);
    }

    @Override
    public Path directory() {
        return files.directory();
    }

    @Override
    public List<String> names() throws IOException {
        check(listFault);
        return files.names();
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        check(listFault);
        return files.size(name);
    }

    @Override
    public SeekableByteChannel read(String name) throws IOException {
        check(listFault);
        return files.read(name);
    }

    @Override
    public SeekableByteChannel create(String name) throws IOException {
        check(fault);
        return new Channel(files.create(name));
    }

    @Override
    public SeekableByteChannel reopen(String name) throws IOException {
        check(fault);
        return new Channel(files.reopen(name));
    }

    @Override
    public void delete(String name) throws IOException {
        check(fault);
        files.delete(name);
    }

    private static void check(Optional<String> reason) throws IOException {
        if (reason.isPresent()) {
            throw new FileSystemException("x", null, reason.get());
        }
    }

    private final class Channel implements SeekableByteChannel {

        private final SeekableByteChannel channel;

        Channel(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            check(fault);
            if (room.get() == 0) {
                throw new IOException("No space left on device");
            }
            int count = (int) Math.min(room.get(), bytes.remaining());
            ByteBuffer part = bytes.slice(bytes.position(), count);
            int written = channel.write(part);
            bytes.position(bytes.position() + written);
            room.addAndGet(-written);
            return written;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            check(fault);
            channel.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
