// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Files;
import dev.procmon.posix.libc.Spawns;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.List;
import java.util.Optional;

/** Makes a child of an order, by system calls and nothing else. */
final class ChildMaker implements AutoCloseable {

    private final Files files;
    private final Spawns spawns;
    private final Disguise disguise;
    private final ExecutableSearch search;
    private final FileInspection inspection;
    private final StringBlock path = new StringBlock();
    private final StringBlock arguments = new StringBlock();
    private final StringBlock environment = new StringBlock();

    ChildMaker(Caller caller) {
        this.files = new Files(caller);
        this.spawns = new Spawns(caller);
        this.disguise = new Disguise(caller);
        this.search = new ExecutableSearch(files, path);
        this.inspection = new FileInspection(caller, files);
    }

    /**
     * Spawn a child with two descriptors as its standard output and error. Afterwards the thread has the identity of the
     * child, until it {@linkplain #comeBack() comes back}.
     */
    SpawnResult make(SpawnOrder order, int output, int error) {
        if (!order.credentials().isOwn()) {
            Optional<Refusal> refused = disguise.putOn(order.credentials(), output, error);
            if (refused.isPresent()) {
                return new SpawnResult.Refused(refused.get());
            }
        }
        if (order.directory().isEmpty()) {
            return makeIn(Files.WORKING_DIRECTORY, order, output, error);
        }
        int directory = files.openDirectory(path.string(order.directory().get()));
        if (directory < 0) {
            return SpawnResult.refused(Step.DIRECTORY, -directory);
        }
        SpawnResult result = makeIn(directory, order, output, error);
        files.close(directory);
        return result;
    }

    /** Take the thread's own identity again. Throw if that does not succeed: it must spawn nobody else then. */
    void comeBack() {
        disguise.takeOff();
    }

    /**
     * Do everything but the spawn itself, with the paths of failure, so that classes are loaded and functions found before the
     * first order comes. Nothing that is looked for exists.
     */
    void rehearse(int output, int error) {
        byte[] directory = {'/'};
        SpawnOrder order = new SpawnOrder(
                List.of(new byte[] {'-'}), List.of(), List.of(directory), Optional.of(directory), Credentials.OWN);
        if (make(order, output, error) instanceof SpawnResult.Spawned) {
            throw new AssertionError("a rehearsal has spawned a child");
        }
        comeBack();
        spawns.connect(output, error, Files.WORKING_DIRECTORY);
        arguments.vector(order.arguments());
        environment.vector(order.environment());
        refusal(Files.WORKING_DIRECTORY, directory, Errno.EACCES);
    }

    @Override
    public void close() {
        disguise.close();
        inspection.close();
        path.close();
        arguments.close();
        environment.close();
    }

    private SpawnResult makeIn(int directory, SpawnOrder order, int output, int error) {
        long executable = search.find(directory, order.executable(), order.path());
        if (executable == 0) {
            return SpawnResult.refused(Step.SEARCH, search.errno());
        }
        spawns.connect(output, error, directory);
        int pid =
                spawns.spawn(executable, arguments.vector(order.arguments()), environment.vector(order.environment()));
        return pid > 0 ? new SpawnResult.Spawned(pid) : new SpawnResult.Refused(refusal(directory, path.copy(), -pid));
    }

    private Refusal refusal(int directory, byte[] file, int errno) {
        return new Refusal(Step.EXECUTE, errno, inspection.inspect(directory, file));
    }
}
