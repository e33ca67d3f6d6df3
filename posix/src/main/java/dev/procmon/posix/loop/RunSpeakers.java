// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.posix.notify.Speakers;
import java.util.OptionalInt;

/** Who may speak for a run: the processes of its tree, as far as they live or can still be seen. */
final class RunSpeakers implements Speakers {

    private final Loop loop;
    private final PosixChild child;

    RunSpeakers(Loop loop, PosixChild child) {
        this.loop = loop;
        this.child = child;
    }

    @Override
    public Standing of(int pid) {
        if (child.belongs(pid)) {
            return Standing.MEMBER;
        }
        return loop.hasEnded(pid) ? Standing.GONE : Standing.STRANGER;
    }

    @Override
    public int first() {
        return child.first();
    }

    @Override
    public int main() {
        return (int) child.leader();
    }

    @Override
    public boolean nameMain(int pid) {
        child.mainPid(pid);
        return child.leader() == pid;
    }

    @Override
    public OptionalInt user() {
        return loop.user(child.first());
    }
}
