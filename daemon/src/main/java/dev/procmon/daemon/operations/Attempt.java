// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.action.ActionReport.Outcome;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.core.program.ProgramName;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What is being done about one program, until it is known what came of it. On the reactor thread. */
final class Attempt {

    private final ProgramName name;
    private final boolean wantsUp;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    Attempt(ProgramName name, boolean wantsUp) {
        this.name = name;
        this.wantsUp = wantsUp;
    }

    ProgramName name() {
        return name;
    }

    /** Tell whether the program is to be up afterwards. */
    boolean wantsUp() {
        return wantsUp;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    boolean isOver() {
        return outcome.isDone();
    }

    void done(String message) {
        over(Result.DONE, message);
    }

    void failed(String message) {
        over(Result.FAILED, message);
    }

    void over(Result result, String message) {
        outcome.complete(new Outcome(name.value(), result, message));
    }

    /** Go on when an answer has come, unless it is known before what came of it. */
    <T> void then(CompletableFuture<T> answer, Consumer<T> next) {
        var _ = answer.whenComplete((value, failure) -> {
            if (failure == null) {
                goOn(value, next);
            } else {
                failed(Failures.words(failure));
            }
        });
    }

    /** Futures keep what is thrown to themselves: a fault here must not leave anybody waiting for ever. */
    private <T> void goOn(T value, Consumer<T> next) {
        if (!isOver()) {
            try {
                next.accept(value);
            } catch (RuntimeException fault) {
                failed(Failures.words(fault));
            }
        }
    }

    /** The same, and give the answer up when it is known before what came of it. */
    <T> void await(CompletableFuture<T> answer, Consumer<T> next) {
        then(answer, next);
        var _ = outcome.whenComplete((_, _) -> answer.cancel(false));
    }
}
