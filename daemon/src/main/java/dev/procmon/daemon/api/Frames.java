// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.json.Json;
import dev.procmon.control.json.ToJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes server-sent events. The one that was made last is kept: when many follow the same, each is made once. Thread-safe. */
final class Frames {

    private volatile @Nullable Made last;

    private record Made(ToJson source, Bytes frame) {}

    /** Return one as bytes. */
    byte[] frame(long id, String kind, ToJson data) {
        Made known = last;
        if (known != null && known.source() == data) {
            return known.frame().array();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(("id: " + id + "\nevent: " + kind + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        Json.write(data, out);
        out.write('\n');
        out.write('\n');
        byte[] frame = out.toByteArray();
        last = new Made(data, new Bytes(frame));
        return frame;
    }
}
