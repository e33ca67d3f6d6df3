// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.sockets;

import dev.procmon.core.program.ListeningSocket;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.SocketEndpoint;
import dev.procmon.posix.libc.Caller;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The listening sockets of all programs. Each is bound when the first program that names it is spawned, shared by all that
 * do, and closed when the last of them is released. On the loop thread.
 *
 * <p>A socket is passed as it is. What a program makes of it, such as that it does not block, it makes of it for all that share
 * it; to set that back at each spawn would make those wait that are still running.
 */
public final class ListeningSockets implements AutoCloseable {

    private final Binder binder;
    private final Map<SocketEndpoint, Shared> byEndpoint = new HashMap<>();

    /** Make a place for sockets; none is bound. */
    public ListeningSockets(Caller caller) {
        this.binder = new Binder(caller);
    }

    /** Return the descriptors of the sockets of a program, in its order, and keep them for it. Bind those that are not yet. */
    public int[] acquire(Program program) throws SocketException {
        List<ListeningSocket> sockets = program.sockets();
        int[] descriptors = new int[sockets.size()];
        for (int i = 0; i < descriptors.length; i++) {
            SocketEndpoint endpoint = sockets.get(i).endpoint();
            Shared shared = byEndpoint.get(endpoint);
            if (shared == null) {
                shared = new Shared(binder.bind(endpoint), new HashSet<>());
                byEndpoint.put(endpoint, shared);
            }
            shared.users().add(program);
            descriptors[i] = shared.descriptor();
        }
        return descriptors;
    }

    /** Keep nothing for a program any longer: close what no other program has. */
    public void release(Program program) {
        for (Iterator<Map.Entry<SocketEndpoint, Shared>> all =
                        byEndpoint.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<SocketEndpoint, Shared> each = all.next();
            Shared shared = each.getValue();
            if (shared.users().remove(program) && shared.users().isEmpty()) {
                all.remove();
                binder.remove(each.getKey(), shared.descriptor());
            }
        }
    }

    /** Close all. Programs live on with what they have, so that a file stays. */
    @Override
    public void close() {
        for (Shared each : byEndpoint.values()) {
            binder.close(each.descriptor());
        }
        byEndpoint.clear();
    }

    private record Shared(int descriptor, Set<Program> users) {}
}
