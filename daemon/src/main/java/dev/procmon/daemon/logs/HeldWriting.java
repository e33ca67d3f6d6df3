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
        // The line that is in the file already to a part comes before the notices, which stand where the next lines
        // would have been.
        Optional<String> failure = failure(endLine());
        while (failure.isEmpty() && held.losses().first().isPresent()) {
            failure = writeNotice(held.losses().first().get(), cause);
        }
        while (failure.isEmpty() && held.first().isPresent()) {
            failure = writeFirst();
        }
        return failure;
    }

    /** Write the rest of the line that the file ends within, as far as it is there. Return 0 or the negated errno. */
    int endLine() {
        int result = 0;
        while (result == 0 && held.first().isPresent() && (held.isTorn() || isWithinLine())) {
            result = writeSome(held.first().get());
        }
        return result;
    }

    private boolean isWithinLine() {
        return active.isOpen() && !active.endsLine();
    }

    private Optional<String> writeFirst() {
        HeldLines lines = held.first().orElseThrow();
        if (lines.done() == 0) {
            Optional<String> failure = begin(lines);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return failure(writeSome(lines));
    }

    /** See to it that lines can be written behind what is there. */
    private Optional<String> begin(HeldLines lines) {
        if (lines.size() <= rotator.room() || active.size() == 0 || !active.endsLine() || held.hasTimeOfFile()) {
            return active.index(lines.origin(), lines.stamp());
        }
        if (!rotator.rotate()) {
            return active.index(lines.origin(), lines.stamp());
        }
        Optional<String> failure = active.ensure(desk.stamps().now());
        if (failure.isPresent()) {
            return failure;
        }
        rotator.opened(active.tookOther());
        // Of raw lines none has its time in it: what goes on in the next file has one of its own.
        return active.index(lines.origin(), desk.stamps().following());
    }

    private int writeSome(HeldLines lines) {
        int count = Math.min(desk.out().capacity(), lines.size() - lines.done());
        desk.out().clear().put(lines.text(), lines.from() + lines.done(), count).flip();
        int result = active.write(desk.out());
        if (desk.out().position() > 0) {
            held.wrote(desk.out().position());
        }
        desk.out().clear();
        return result;
    }

    private Optional<String> writeNotice(Losses.Loss loss, String cause) {
        byte[] line = LossNotice.of(loss, cause);
        ByteBuffer notice = desk.out().clear().put(line).flip();
        Optional<String> failure = failure(active.write(notice));
        int inFile = notice.position();
        if (failure.isEmpty() || inFile > 0) {
            held.losses().noticed(loss);
            held.timeInFile(LineMeasure.time(loss.origin().format(), line, 0));
        }
        if (failure.isPresent() && inFile > 0) {
            held.addFirstTorn(loss.origin().ours(), 0, notice.position(0), inFile);
        }
        desk.out().clear();
        return failure;
    }

    private static Optional<String> failure(int result) {
        return result < 0 ? Optional.of(OutputFiles.describe(-result)) : Optional.empty();
    }
}
