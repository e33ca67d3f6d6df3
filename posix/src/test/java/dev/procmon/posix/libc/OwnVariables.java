// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.nio.charset.StandardCharsets;

/** Variables of this process's own environment, as the C library has it; Java does not see them change. */
public final class OwnVariables {

    private final Caller caller;

    public OwnVariables(Caller caller) {
        this.caller = caller;
    }

    public void set(String name, String value) {
        caller.call(Libc.function("setenv"), string(name), string(value), 1);
    }

    public void unset(String name) {
        caller.call(Libc.function("unsetenv"), string(name));
    }

    private long string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = caller.allocate(bytes.length + 1);
        memory.putString(0, bytes);
        return memory.address();
    }
}
