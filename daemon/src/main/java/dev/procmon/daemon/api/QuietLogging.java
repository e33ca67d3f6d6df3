// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hands on what Netty warns of; all else that it would log is dropped. Without this it would load a logging system and use the standard streams. */
final class QuietLogging extends InternalLoggerFactory {

    private static volatile BiConsumer<String, Throwable> sink = (what, cause) -> {};

    /** Hand on from now on. The whole process has one such place. */
    static void install(BiConsumer<String, Throwable> to) {
        sink = to;
        InternalLoggerFactory.setDefaultFactory(new QuietLogging());
    }

    @Override
    protected InternalLogger newInstance(String name) {
        return (InternalLogger) Proxy.newProxyInstance(
                InternalLogger.class.getClassLoader(),
                new Class<?>[] {InternalLogger.class},
                (proxy, method, arguments) -> answer(name, method, arguments));
    }

    private static @Nullable Object answer(String name, Method method, Object @Nullable [] arguments) {
        boolean isSerious = method.getName().equals("warn") || method.getName().equals("error");
        if (isSerious && arguments != null && arguments.length > 1) {
            if (arguments[arguments.length - 1] instanceof Throwable cause) {
                sink.accept("Netty: " + arguments[0], cause);
            }
        }
        if (method.getName().equals("name")) {
            return name;
        }
        return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
    }
}
