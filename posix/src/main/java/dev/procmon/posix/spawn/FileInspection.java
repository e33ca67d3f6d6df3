// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Files;
import dev.procmon.posix.libc.Memory;
import dev.procmon.posix.spawn.FileFacts.Kind;
import dev.procmon.posix.spawn.Refusal.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out why no file could be executed: what is there, and is what it needs there? Children look, as whom and where the
 * child of the order would have been.
 */
final class FileInspection implements AutoCloseable {

    /** The kernel looks at no more of the first line of a script; the headers of a binary nearly always fit. */
    private static final int HEAD_SIZE = 4096;

    private final ChildPlan plan;
    private final ChildActions actions;
    private final Memory status;
    private final Memory head;
    private final StringBlock text = new StringBlock();

    FileInspection(Caller caller, ChildPlan plan) {
        this.plan = plan;
        this.actions = plan.actions();
        this.status = Files.status(caller);
        this.head = caller.allocate(HEAD_SIZE);
    }

    /** Say why the plan that was just performed in vain has not found its executable. */
    Refusal why(SpawnOrder order, ExecutableSearch search) {
        int[] errors = new int[search.candidates().size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = plan.errnoAt(i);
        }
        int last = plan.triedInVain();
        if (last < errors.length) {
            return execute(errors[last], inspect(order, search.candidates().get(last)));
        }
        boolean found = false;
        for (int place : placesOfFiles(order, search.candidates())) {
            FileFacts facts = inspect(order, search.candidates().get(place));
            found = true;
            if (facts.isExecutable()) {
                return execute(errors[place], facts);
            }
        }
        // A directory that may not be searched is no reason to say EACCES, other than for execvp(3): it is no news to
        // anybody.
        return Refusal.at(Step.SEARCH, found ? Errno.EACCES : Errno.ENOENT);
    }

    FileFacts inspect(SpawnOrder order, byte[] file) {
        String path = new String(file, StandardCharsets.UTF_8);
        long address = text.string(file);
        plan.writeOnlooker(order);
        int first = actions.size();
        actions.look(address, status);
        actions.mayExecute(address);
        actions.readHead(address, head);
        if (plan.perform(order.credentials()) < 0 || actions.result(first) < 0) {
            return FileFacts.of(Kind.ABSENT, path);
        }
        if (!Files.isRegular(status)) {
            return FileFacts.of(Files.isDirectory(status) ? Kind.DIRECTORY : Kind.SPECIAL, path);
        }
        if (actions.result(first + 1) < 0) {
            return FileFacts.of(Kind.NOT_EXECUTABLE, path);
        }
        int length = actions.result(actions.size() - 1);
        if (length < 0) {
            return FileFacts.of(Kind.UNREADABLE, path);
        }
        FileHead read = new FileHead(head, length);
        byte[] interpreter = read.interpreter();
        int errno = interpreter.length == 0 ? 0 : whyNotExecutable(order, interpreter);
        return new FileFacts(read.kind(), path, new String(interpreter, StandardCharsets.UTF_8), errno);
    }

    @Override
    public void close() {
        text.close();
    }

    private static Refusal execute(int errno, FileFacts facts) {
        return new Refusal(Step.EXECUTE, errno, 0, facts);
    }

    /** Return which of some paths are files of any kind. */
    private List<Integer> placesOfFiles(SpawnOrder order, List<byte[]> paths) {
        text.vector(paths);
        plan.writeOnlooker(order);
        int first = actions.size();
        for (int i = 0; i < paths.size(); i++) {
            actions.look(text.pointer(i), status);
        }
        List<Integer> places = new ArrayList<>();
        if (plan.perform(order.credentials()) == 0) {
            for (int i = 0; i < paths.size(); i++) {
                if (actions.result(first + i) == 0) {
                    places.add(i);
                }
            }
        }
        return places;
    }

    private int whyNotExecutable(SpawnOrder order, byte[] interpreter) {
        plan.writeOnlooker(order);
        int action = actions.size();
        actions.mayExecute(text.string(interpreter));
        return plan.perform(order.credentials()) == 0 ? -actions.result(action) : 0;
    }
}
