// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Loads what talks to OpenTelemetry collectors from a directory of its own, when it is needed for the first time: its libraries would cost
 * each start otherwise, and most supervisors never need them.
 */
public final class Collectors implements Supplier<Optional<CollectorProvider>> {

    private final Path directory;
    private Optional<CollectorProvider> loaded = Optional.empty();

    /**
     * Make it; nothing is looked at yet.
     *
     * @param directory with all the jars
     */
    public Collectors(Path directory) {
        this.directory = directory;
    }

    /** Return it, or empty where the directory does not have it. */
    @Override
    public synchronized Optional<CollectorProvider> get() {
        if (loaded.isEmpty()) {
            loaded = load();
        }
        return loaded;
    }

    // The loader stays open as long as this process.
    @SuppressWarnings("resource")
    private Optional<CollectorProvider> load() {
        List<URL> jars = jars();
        if (jars.isEmpty()) {
            return Optional.empty();
        }
        ClassLoader parent = Collectors.class.getClassLoader();
        URLClassLoader loader = new URLClassLoader("otlp", jars.toArray(new URL[0]), parent);
        return ServiceLoader.load(CollectorProvider.class, loader).findFirst();
    }

    private List<URL> jars() {
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path each : found) {
                jars.add(url(each));
            }
        } catch (IOException none) {
            jars.clear();
        }
        return jars;
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
