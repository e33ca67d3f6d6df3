// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.posix.output.OutputFiles;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Writes what was held in memory into its file again, and a notice where lines were lost. */
final class HeldWriting {

    private final Held held;
    private final ActiveFile active;
    private final Rotator rotator;
    private final Desk desk;

    HeldWriting(Held held, ActiveFile active, Rotator rotator, Desk desk) {
        this.held = held;
        this.active = active;
        this.rotator = rotator;
        this.desk = desk;
    }

    /** Write all of it. Return why it cannot be, if so: what is left is still held. */
    Optional<String> run(String cause) {
        Optional<String> failure = Optional.empty();
        // The line that is in the file already to a part comes before the notices, which stand where the next lines
        // would have been.
        while (failure.isEmpty()
                && held.first().isPresent()
                && held.first().get().done() > 0) {
            failure = writeFirst();
        }
        while (failure.isEmpty() && held.losses().first().isPresent()) {
            failure = writeNotice(held.losses().first().get(), cause);
        }
        while (failure.isEmpty() && held.first().isPresent()) {
            failure = writeFirst();
        }
        return failure;
    }

    private Optional<String> writeFirst() {
        HeldLines lines = held.first().orElseThrow();
        boolean begins = lines.done() == 0;
        if (begins && active.size() > 0 && active.endsLine() && lines.size() > rotator.room() && rotator.rotate()) {
            Optional<String> failure = active.ensure(desk.stamps().now());
            if (failure.isPresent()) {
                return failure;
            }
            rotator.opened(active.tookOther());
        }
        Optional<String> failure = begins ? active.index(lines.origin(), lines.stamp()) : Optional.empty();
        if (failure.isPresent()) {
            return failure;
        }
        int count = Math.min(desk.out().capacity(), lines.size() - lines.done());
        desk.out().clear().put(lines.text(), lines.from() + lines.done(), count).flip();
        failure = write(desk.out());
        if (desk.out().position() > 0) {
            held.wrote(desk.out().position());
        }
        desk.out().clear();
        return failure;
    }

    private Optional<String> writeNotice(Losses.Loss loss, String cause) {
        ByteBuffer notice = desk.out().clear().put(LossNotice.of(loss, cause)).flip();
        Optional<String> failure = write(notice);
        int inFile = notice.position();
        if (failure.isEmpty() || inFile > 0) {
            held.losses().noticed(loss);
        }
        if (failure.isPresent() && inFile > 0) {
            held.addFirstTorn(loss.origin().ours(), 0, notice.position(0), inFile);
        }
        desk.out().clear();
        return failure;
    }

    private Optional<String> write(ByteBuffer bytes) {
        int result = active.write(bytes);
        return result < 0 ? Optional.of(OutputFiles.describe(-result)) : Optional.empty();
    }
}
