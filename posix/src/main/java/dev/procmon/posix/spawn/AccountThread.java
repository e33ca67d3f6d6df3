// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Identity;
import dev.procmon.posix.accounts.AccountException;
import dev.procmon.posix.accounts.HostAccounts;
import dev.procmon.posix.inbox.Threads;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Looks identities up on a thread of its own, for a directory service may take its time and the loop must not wait. Started
 * with the first identity that is not the supervisor's own.
 */
final class AccountThread implements AutoCloseable {

    private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private Optional<Thread> thread = Optional.empty();

    /** Is told what an identity is, on the account thread: one of the two, once. */
    interface Answer {

        void found(Credentials credentials);

        void failed(SpawnFailure failure);
    }

    private record Request(Identity identity, Answer answer) {}

    /** Look an identity up. On the loop thread. */
    void resolve(Identity identity, Answer answer) {
        if (thread.isEmpty()) {
            thread = Optional.of(Threads.start("procmon-accounts", this::serve));
        }
        requests.add(new Request(identity, answer));
    }

    /** End the thread once the look-up that it is in is done; nobody waits for that. On the loop thread. */
    @Override
    public void close() {
        requests.clear();
        thread.ifPresent(Thread::interrupt);
    }

    private void serve() {
        try {
            while (true) {
                answer(requests.take());
            }
        } catch (InterruptedException closed) {
            // The way in which this thread is told to end.
        }
    }

    private static void answer(Request request) {
        // Opened anew each time: the memory that look-ups take is given back with it.
        try (HostAccounts accounts = HostAccounts.open()) {
            request.answer().found(new IdentityResolver(accounts).resolve(request.identity()));
        } catch (IdentityResolver.UnknownAccountException unknown) {
            request.answer().failed(unknown.failure());
        } catch (AccountException unreadable) {
            request.answer().failed(new SpawnFailure(unreadable.errno(), "cannot read the " + unreadable.what()));
        } catch (RuntimeException unexpected) {
            request.answer().failed(new SpawnFailure("EIO", "accounts cannot be looked up: " + unexpected));
        }
    }
}
