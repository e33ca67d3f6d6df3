// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings output to one receiver, a batch at a time: what is not sent yet stays where it is kept, and up to which line it was sent is written
 * down once a second. For one thread, which does the waiting.
 */
final class ForwardWork {

    /** How often it is written down at the most. */
    static final Duration WRITE_EVERY = Duration.ofSeconds(1);

    private static final Next AGAIN = new Next.Again();

    private final Intake intake;
    private final Cursors cursors;
    private final ForwardCount count;
    private final InstantSource clock;
    private final Function<Forward.Target, Receiver> receivers;
    private final Consumer<ForwardReport> reports;
    private final Batch batch = new Batch();
    private final Backoff backoff = new Backoff();
    private final Refusals refusals;

    private Wanted wanted;
    private Optional<Receiver> receiver = Optional.empty();
    private boolean isOut;
    private boolean setBackTold;
    private long untoldLoss;
    private Instant written = Instant.EPOCH;

    ForwardWork(
            Wanted wanted,
            ForwardedOutput output,
            Cursors cursors,
            ForwardCount count,
            InstantSource clock,
            Function<Forward.Target, Receiver> receivers,
            Consumer<ForwardReport> reports) {
        this.wanted = wanted;
        this.intake = new Intake(output, cursors);
        this.cursors = cursors;
        this.count = count;
        this.clock = clock;
        this.receivers = receivers;
        this.reports = reports;
        this.refusals = new Refusals(reports);
    }

    /** Something else is wanted from now on: other programs, or another address. */
    void change(Wanted now) {
        if (!now.forward().target().equals(wanted.forward().target())) {
            disconnect();
            backoff.succeeded();
        }
        wanted = now;
        intake.lookAgain();
    }

    /** Send one batch, if there is anything to be sent. Say what is to be done next. */
    Next step() {
        if (batch.isEmpty()) {
            intake.fill(batch, wanted, clock.instant());
            countLoss();
            tellSetBack();
        }
        Next next = batch.isEmpty() ? rest() : send();
        return writeDown() || !(next instanceof Next.Growth) ? next : new Next.Growth(Optional.of(WRITE_EVERY));
    }

    /** Write down how far it is, and let go of all. What was not sent stays for the next time. */
    void close() {
        disconnect();
        intake.close();
        refusals.tellAll(wanted.forward().name());
        if (cursors.isChanged()) {
            write();
        }
    }

    /** The same for one that is wanted no longer. */
    void forget() {
        disconnect();
        intake.close();
        cursors.delete();
    }

    private Next rest() {
        count.caughtUp();
        tellLoss();
        Instant now = clock.instant();
        refusals.tell(wanted.forward().name(), now);
        return new Next.Growth(refusals.untilTold(now));
    }

    private Next send() {
        Instant oldest = batch.entries().getFirst().time();
        try {
            if (receiver.isEmpty()) {
                receiver = Optional.of(receivers.apply(wanted.forward().target()));
            }
            int lines = receiver.get().send(batch.entries());
            Instant last = batch.entries().get(lines - 1).time();
            count.sent(lines, batch.taken(lines, intake::delivered), last);
            succeeded();
            return AGAIN;
        } catch (LineRefusedException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()), oldest);
        }
    }

    private Next refused(String cause) {
        long bytes = batch.taken(1, intake::delivered);
        count.refused(bytes);
        refusals.add(bytes, cause);
        refusals.tell(wanted.forward().name(), clock.instant());
        succeeded();
        return AGAIN;
    }

    private void succeeded() {
        backoff.succeeded();
        if (isOut) {
            isOut = false;
            reports.accept(new ForwardReport.ReachableAgain(wanted.forward().name()));
        }
    }

    private Next failed(String cause, Instant oldest) {
        if (Thread.currentThread().isInterrupted()) {
            // It is to end, and no fault of the receiver's.
            return AGAIN;
        }
        count.failed(cause, oldest);
        Duration delay = backoff.failed();
        if (!isOut) {
            isOut = true;
            reports.accept(new ForwardReport.Unreachable(wanted.forward().name(), cause, delay));
        }
        return new Next.Retry(delay);
    }

    private void countLoss() {
        long missed = intake.missed();
        if (missed > 0) {
            count.lost(missed);
            untoldLoss += missed;
        }
    }

    /** Once: what is forwarded later was written at the same wrong time. */
    private void tellSetBack() {
        Optional<Instant> ahead = intake.takeAhead();
        if (ahead.isPresent() && !setBackTold) {
            setBackTold = true;
            reports.accept(new ForwardReport.AheadOfClock(wanted.forward().name(), ahead.get()));
        }
    }

    /** Once for all that was lost since the receiver had everything. */
    private void tellLoss() {
        if (untoldLoss > 0) {
            reports.accept(new ForwardReport.Lost(wanted.forward().name(), untoldLoss, ForwardReport.Lost.DELETED));
            untoldLoss = 0;
        }
    }

    /** Return whether nothing is left to be written down. */
    private boolean writeDown() {
        if (!cursors.isChanged()) {
            return true;
        }
        Duration since = Duration.between(written, clock.instant());
        if (!since.isNegative() && since.compareTo(WRITE_EVERY) < 0) {
            return false;
        }
        write();
        return true;
    }

    /** Where it cannot be written, the next one of the name sends some lines once more. */
    private void write() {
        written = clock.instant();
        try {
            cursors.write();
        } catch (IOException unwritable) {
            // It is tried again.
        }
    }

    private void disconnect() {
        if (receiver.isPresent()) {
            receiver.get().close();
            receiver = Optional.empty();
        }
    }
}
