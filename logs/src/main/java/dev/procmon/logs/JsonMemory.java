// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/**
 * What any number of {@link JsonLine} make their lines in, one after the other: it grows to the most that was made at once, and is not
 * needed by a stream that is quiet. For one thread at a time.
 */
public final class JsonMemory {

    final ByteArray out = new ByteArray();
    final JsonObjectCheck check = new JsonObjectCheck();

    /** Make it, nearly empty. */
    public JsonMemory() {}
}
