// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import dev.procmon.core.process.Notice;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.posix.inbox.Guard;
import java.util.EnumSet;
import java.util.Set;

/** The listener of one run, whose failures do no harm, and which hears of each kind of trouble once. */
final class Audience {

    /** Why a message does not count. */
    enum Trouble {
        TOO_LONG,
        NOT_TEXT,
        STRANGER,
        NOT_MAIN,
        UNVERIFIED,
        FOREIGN_MAIN,
        TOO_MANY_DESCRIPTORS
    }

    private final ProcessListener listener;
    private final Set<Trouble> told = EnumSet.noneOf(Trouble.class);

    Audience(ProcessListener listener) {
        this.listener = listener;
    }

    void notice(String text, long sender) {
        try {
            listener.notified(new Notice(text, sender));
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }

    /** Tell of a message that does not count. Once: who says something wrong may say it a thousand times a second. */
    void unheard(Trouble trouble, String why) {
        if (told.add(trouble)) {
            try {
                listener.unheard(why);
            } catch (Throwable failure) {
                Guard.report(failure);
            }
        }
    }
}
