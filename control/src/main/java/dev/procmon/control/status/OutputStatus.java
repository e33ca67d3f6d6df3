// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.status;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the output of a program.
 *
 * @param bytes how many bytes it has written since the supervisor began
 * @param heldBytes how many of them are in memory, because they cannot be written
 * @param lostBytes how many are lost
 * @param lostLines how many lines these were
 * @param waitingSince since when its output is not read: the program waits, once its pipe is full
 * @param trouble what is wrong with its file
 */
public record OutputStatus(
        long bytes,
        long heldBytes,
        long lostBytes,
        long lostLines,
        Optional<Instant> waitingSince,
        Optional<String> trouble)
        implements ToJson {

    @Override
    public void fields(JsonFields out) {
        out.number("bytes", bytes).number("held_bytes", heldBytes);
        out.number("lost_bytes", lostBytes).number("lost_lines", lostLines);
        out.time("waiting_since", waitingSince).text("trouble", trouble);
    }

    /** Read it back. */
    public static OutputStatus of(JsonObject json) {
        return new OutputStatus(
                json.number("bytes"),
                json.number("held_bytes"),
                json.number("lost_bytes"),
                json.number("lost_lines"),
                json.maybeTime("waiting_since"),
                json.maybeText("trouble"));
    }
}
