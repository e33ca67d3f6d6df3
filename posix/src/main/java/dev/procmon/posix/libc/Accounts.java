// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * pwd.h and grp.h: the user and the group database, wherever the host keeps them. A look-up may wait for a network, and
 * modules of glibc keep descriptors open between look-ups, so it needs a thread with the descriptor table of the process.
 *
 * <p>Each look-up returns 1 where there is such an account, 0 where there is none, or the negated errno.
 */
public final class Accounts {

    private static final MemorySegment USER_BY_NAME = Libc.function("getpwnam_r");
    private static final MemorySegment USER_BY_ID = Libc.function("getpwuid_r");
    private static final MemorySegment GROUP_BY_NAME = Libc.function("getgrnam_r");
    private static final MemorySegment GROUPS_OF_USER = Libc.function("getgrouplist");

    private static final int TEXT_SIZE = 4096;
    private static final int TEXT_SIZE_MAX = 1 << 20;
    private static final int GROUPS = 64;
    private static final int GROUPS_MAX = 65_536;

    // struct passwd and struct group begin alike: name, password.
    private static final int NAME = 0;
    private static final int FIRST_ID = 16;
    private static final int SECOND_ID = 20;
    private static final int RESULT = 64;

    private final Caller caller;
    private final Memory entry;
    private Memory text;
    private Memory groups;

    public Accounts(Caller caller) {
        this.caller = caller;
        this.entry = caller.allocate(RESULT + 8);
        this.text = caller.allocate(TEXT_SIZE);
        this.groups = caller.allocate(4 * GROUPS);
    }

    /** Look a user up; see {@link #user()} and {@link #groupOfUser()}. */
    public int findUser(String name) {
        return find(USER_BY_NAME, string(name));
    }

    /** Look a user up by number. */
    public int findUser(int id) {
        return find(USER_BY_ID, Integer.toUnsignedLong(id));
    }

    /** Look a group up; see {@link #group()}. */
    public int findGroup(String name) {
        return find(GROUP_BY_NAME, string(name));
    }

    /** Return the id of the user that was found last. */
    public int user() {
        return entry.getInt(FIRST_ID);
    }

    /** Return the primary group of the user that was found last. */
    public int groupOfUser() {
        return entry.getInt(SECOND_ID);
    }

    /** Return the id of the group that was found last. */
    public int group() {
        return entry.getInt(FIRST_ID);
    }

    /** Return the groups of the user that was found last, beside and with a given one, as initgroups(3) sets them. */
    public int[] groupsOfUser(int with) {
        Memory count = caller.allocate(4);
        long name = entry.getLong(NAME);
        count.putInt(0, groups.size() / 4);
        while (caller.call(GROUPS_OF_USER, name, with, groups.address(), count.address()) < 0) {
            // It has no errno: the only reason is that there are more, and how many it has told.
            int needed = Math.max(count.getInt(0), groups.size() / 2);
            if (needed > GROUPS_MAX) {
                throw new LibcException("getgrouplist: more than " + GROUPS_MAX + " groups");
            }
            groups = caller.allocate(4 * needed);
            count.putInt(0, needed);
        }
        int[] found = new int[count.getInt(0)];
        for (int i = 0; i < found.length; i++) {
            found[i] = groups.getInt(4 * i);
        }
        return found;
    }

    private int find(MemorySegment function, long key) {
        int errno = lookUp(function, key);
        while (errno == Errno.ERANGE && text.size() < TEXT_SIZE_MAX) {
            text = caller.allocate(2 * text.size());
            errno = lookUp(function, key);
        }
        if (entry.getLong(RESULT) != 0) {
            return 1;
        }
        // Some databases say in this way that they do not have it; see getpwnam(3).
        boolean absent = errno == 0 || errno == Errno.ENOENT || errno == Errno.ESRCH;
        return absent ? 0 : -Math.abs(errno);
    }

    private int lookUp(MemorySegment function, long key) {
        return caller.call(function, key, entry.address(), text.address(), text.size(), entry.address() + RESULT);
    }

    private long string(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Memory copy = caller.allocate(bytes.length + 1);
        copy.putString(0, bytes);
        return copy.address();
    }
}
