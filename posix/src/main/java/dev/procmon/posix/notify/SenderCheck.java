// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.core.program.Notification.Access;
import dev.procmon.posix.notify.Audience.Trouble;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides whose messages count in one run, by what the kernel says of the sender (SCM_CREDENTIALS).
 *
 * <p>Who sends and exits at once, as {@code systemd-notify} does, may be gone before anybody can look at it. Then its user
 * decides: that of the run, or root, both of which could do worse to the run than speak in its name. Nobody else knows
 * the path of the socket but by looking for it.
 *
 * <p>A privileged sender may name another process, and {@code systemd-notify} names its parent. Where the leader itself
 * became {@code systemd-notify}, that is the supervisor; nobody but root, or the supervisor, could say so.
 */
final class SenderCheck {

    private static final int ROOT = 0;
    private static final int UNSEEN = 0;

    private final int self = (int) ProcessHandle.current().pid();
    private final Access access;
    private final Speakers run;
    private final OptionalInt user;
    private OptionalInt lastSender = OptionalInt.empty();
    private Optional<Refused> lastAnswer = Optional.empty();

    /** A message does not count. */
    record Refused(Trouble trouble, String why) {}

    /** Make a check of a run that was just spawned. */
    SenderCheck(Access access, Speakers run) {
        this.access = access;
        this.run = run;
        this.user = run.user();
    }

    /** Look at each sender anew from now on: a pid may have become somebody else's. */
    void forgetLast() {
        lastSender = OptionalInt.empty();
    }

    /** Return the process that a sender stands for. */
    int inWhoseName(int sender) {
        return sender == self ? run.first() : sender;
    }

    /** Return why a sender does not count, if it does not. */
    Optional<Refused> refusal(int sender, int senderUser) {
        if (lastSender.isEmpty() || lastSender.getAsInt() != sender) {
            lastAnswer = look(inWhoseName(sender), senderUser);
            lastSender = OptionalInt.of(sender);
        }
        return lastAnswer;
    }

    /** Take another process for the main one. Return whether that may be: it has to belong to the run. */
    boolean mainIs(int pid) {
        forgetLast();
        return run.nameMain(pid);
    }

    private Optional<Refused> look(int sender, int senderUser) {
        // Whose pid cannot be seen from here is outside of our namespace, and so none of our children's.
        return switch (sender == UNSEEN ? Speakers.Standing.STRANGER : run.of(sender)) {
            case MEMBER -> mayNotSpeak(sender);
            case STRANGER ->
                refused(Trouble.STRANGER, "a message of process " + sender + ", which is none of the program's");
            case GONE ->
                senderUser == ROOT || (user.isPresent() && senderUser == user.getAsInt())
                        ? mayNotSpeak(sender)
                        : refused(
                                Trouble.UNVERIFIED,
                                "a message of process " + sender + " of user " + senderUser
                                        + ", which has ended, and which is neither the program's user nor root");
        };
    }

    private Optional<Refused> mayNotSpeak(int sender) {
        boolean isMain = sender == run.first() || sender == run.main();
        return switch (access) {
            case ALL -> Optional.empty();
            case MAIN ->
                isMain
                        ? Optional.empty()
                        : refused(
                                Trouble.NOT_MAIN,
                                "a message of process " + sender + ", where only the main process " + run.main()
                                        + " is listened to");
        };
    }

    private static Optional<Refused> refused(Trouble trouble, String why) {
        return Optional.of(new Refused(trouble, why));
    }
}
