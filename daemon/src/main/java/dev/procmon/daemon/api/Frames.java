// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.json.Json;
import dev.procmon.control.json.ToJson;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes server-sent events. The one that was made last is kept: when many follow the same, each is made once. Thread-safe. */
final class Frames {

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    /** How long a client waits before it comes back, in milliseconds. */
    private static final byte[] GREETING = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private volatile @Nullable Made last;

    private record Made(ToJson source, Bytes frame) {}

    /** Return what says that the stream is still there. */
    static ByteBuf heartbeat() {
        return Unpooled.wrappedBuffer(HEARTBEAT);
    }

    /** Return what a stream begins with. */
    static ByteBuf greeting() {
        return Unpooled.wrappedBuffer(GREETING);
    }

    /** Return one as bytes. */
    byte[] frame(long id, String kind, ToJson data) {
        Made known = last;
        if (known != null && known.source() == data) {
            return known.frame().array();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        write(id, kind, data, out);
        byte[] frame = out.toByteArray();
        last = new Made(data, new Bytes(frame));
        return frame;
    }

    /** Write one. */
    static void write(long id, String kind, ToJson data, ByteArrayOutputStream out) {
        out.writeBytes(("id: " + id + "\nevent: " + kind + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        Json.write(data, out);
        out.write('\n');
        out.write('\n');
    }
}
