// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which descriptors the loop waits for, and who is told. On the loop thread.
 *
 * <p>Who is told must not mind being told without a reason: a descriptor that was closed and opened again within one turn of
 * the loop may still get what was meant for the one before.
 */
public final class Watches {

    private final Epoll epoll;
    private final Descriptors descriptors;
    private final Map<Integer, Runnable> byDescriptor = new HashMap<>();

    public Watches(Caller caller, Epoll epoll) {
        this.epoll = epoll;
        this.descriptors = new Descriptors(caller);
    }

    /** Tell somebody each time that something comes in. Return a negated errno, and close it, where that cannot be. */
    public int add(int descriptor, Runnable whenReady) {
        return keep(descriptor, epoll.addEdgeTriggered(descriptor), whenReady);
    }

    /** Tell somebody in each turn of the loop for as long as there is something. Return a negated errno, and close it, where that cannot be. */
    public int addLevel(int descriptor, Runnable whileReady) {
        return keep(descriptor, epoll.add(descriptor), whileReady);
    }

    /** Tell somebody each time that a file of the kernel changes. Return a negated errno, and close it, where that cannot be. */
    public int addChanges(int descriptor, Runnable whenChanged) {
        return keep(descriptor, epoll.addChanges(descriptor), whenChanged);
    }

    /** Tell whoever is to be told of an event on a descriptor. Return false where it belongs to somebody else. */
    public boolean tell(int descriptor) {
        Runnable whenReady = byDescriptor.get(descriptor);
        if (whenReady == null) {
            return false;
        }
        whenReady.run();
        return true;
    }

    /** Wait for a descriptor no longer, and close it. Return false, and leave it alone, where nobody waits for it. */
    public boolean close(int descriptor) {
        if (byDescriptor.remove(descriptor) == null) {
            return false;
        }
        epoll.remove(descriptor);
        descriptors.close(descriptor);
        return true;
    }

    /** Close all. */
    public void close() {
        List<Integer> all = new ArrayList<>(byDescriptor.keySet());
        for (int descriptor : all) {
            close(descriptor);
        }
    }

    private int keep(int descriptor, int added, Runnable whenReady) {
        if (added < 0) {
            descriptors.close(descriptor);
            return added;
        }
        byDescriptor.put(descriptor, whenReady);
        return descriptor;
    }
}
