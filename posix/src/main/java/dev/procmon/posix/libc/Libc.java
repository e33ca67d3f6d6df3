// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.procmon.posix.UnsupportedPlatformException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The one way into native code: every function is called by one and the same method handle, with six longs, some of which
 * it does not look at.
 *
 * <p>The linker makes and compiles an adapter for each function type, which took 200 of 300 ms to the first child when each
 * function had its own. On x86-64 and aarch64 the first six integers and pointers go in registers, whatever the function
 * does with them, so one type fits all; the upper half of a register that holds an {@code int} is not looked at, and that
 * of a returned {@code int} must not be.
 *
 * <p>The calls are plain ones, never "critical": a critical call holds up the garbage collector for as long as it blocks.
 */
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final MethodHandle CALL = link();

    private Libc() {}

    /** Find a function that must be there. */
    static MemorySegment function(String name) {
        Optional<MemorySegment> found = SYMBOLS.find(name);
        if (found.isEmpty()) {
            throw new UnsupportedPlatformException("the C library has no function " + name + "; " + Platform.SUPPORTED);
        }
        return found.get();
    }

    static boolean has(String name) {
        return SYMBOLS.find(name).isPresent();
    }

    static long call(MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, errno, a, b, c, d, e, f);
        } catch (Throwable failure) {
            throw new AssertionError("a native call threw", failure);
        }
    }

    private static MethodHandle link() {
        try {
            return LINKER.downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));
        } catch (IllegalCallerException refused) {
            Module module = Libc.class.getModule();
            String who = module.isNamed() ? module.getName() : "ALL-UNNAMED";
            throw new UnsupportedPlatformException(
                    "native access is refused: start Java with --enable-native-access=" + who, refused);
        }
    }
}
