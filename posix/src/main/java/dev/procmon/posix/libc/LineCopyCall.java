// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** The request by which {@link LineCode} copies lines, and its result. How it is laid out is said in {@code lines-x86_64.S}. */
public final class LineCopyCall implements AutoCloseable {

    private static final int FROM = 0;
    private static final int END = 8;
    private static final int TO = 16;
    private static final int LAST_BEGIN = 24;
    private static final int LONGEST = 32;
    private static final int COUNT = 40;
    private static final int LINES = 48;
    private static final int PREFIX_LENGTH = 56;
    private static final int PREFIX = 64;

    private final LineCode code;
    private final Caller caller = Caller.ofAnyThread();
    private final Memory request;

    /**
     * Make the request, with an empty prefix.
     *
     * @param prefixMax the longest prefix, a multiple of 16
     */
    public LineCopyCall(LineCode code, int prefixMax) {
        this.code = code;
        this.request = caller.allocate(PREFIX + prefixMax);
    }

    /** Set the prefix of the lines to come. */
    public void prefix(byte[] bytes, int length) {
        request.bytes().put(PREFIX, bytes, 0, length);
        request.putLong(PREFIX_LENGTH, length);
    }

    /**
     * Copy lines between two direct buffers, whose positions are advanced.
     *
     * @param longest the longest line, with its line feed
     * @param room so many bytes must be free in the target where a line begins
     * @return why that has ended: see {@code lines-x86_64.S}
     */
    public int copy(ByteBuffer from, ByteBuffer to, int longest, int room, int count) {
        try {
            long source = Memory.addressOf(from);
            long target = Memory.addressOf(to);
            request.putLong(FROM, source).putLong(END, source + from.remaining());
            request.putLong(TO, target).putLong(LAST_BEGIN, target + to.remaining() - room);
            request.putLong(LONGEST, longest).putLong(COUNT, Math.max(count, 0));
            int end = code.copy(request.address());
            from.position(from.position() + (int) (request.getLong(FROM) - source));
            to.position(to.position() + (int) (request.getLong(TO) - target));
            return end;
        } finally {
            Reference.reachabilityFence(from);
            Reference.reachabilityFence(to);
        }
    }

    /** Return how many lines the last copy has copied. */
    public int lines() {
        return (int) request.getLong(LINES);
    }

    @Override
    public void close() {
        caller.close();
    }
}
