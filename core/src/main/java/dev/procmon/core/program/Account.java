// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

/** A user or a group of the host, by id or by name. A name is looked up when the program is spawned. */
public sealed interface Account {

    /**
     * An account by its number.
     *
     * @param id 0 to 2^32 - 2; the largest number means "no change" to the kernel
     */
    record Id(long id) implements Account {
        public Id {
            if (id < 0 || id > 0xFFFF_FFFEL) {
                throw new IllegalArgumentException("id " + id + " is not between 0 and 4294967294");
            }
        }

        @Override
        public String toString() {
            return Long.toString(id);
        }
    }

    /** An account by its name. */
    record Named(String name) implements Account {
        public Named {
            if (name.isEmpty() || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("account name is empty or holds a NUL character");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Read an account: a number is an id, all else a name. */
    static Account of(String text) {
        return isNumber(text) ? new Id(Long.parseLong(text)) : new Named(text);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() < 11;
    }
}
