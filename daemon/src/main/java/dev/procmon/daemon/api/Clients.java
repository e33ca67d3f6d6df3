// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** How many clients there are. Those of the network may take only half of the room, so that they never lock out who sits at the host. For one thread. */
final class Clients {

    private final int max;
    private int ofSocket;
    private int ofNetwork;

    Clients(int max) {
        this.max = max;
    }

    /** Let one in, if there is room. */
    boolean enter(boolean overNetwork) {
        boolean hasRoom = ofSocket + ofNetwork < max && (!overNetwork || ofNetwork < Math.max(1, max / 2));
        if (hasRoom && overNetwork) {
            ofNetwork++;
        } else if (hasRoom) {
            ofSocket++;
        }
        return hasRoom;
    }

    void leave(boolean overNetwork) {
        if (overNetwork) {
            ofNetwork--;
        } else {
            ofSocket--;
        }
    }
}
