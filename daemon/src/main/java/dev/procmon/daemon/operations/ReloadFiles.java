// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.TransitionListener;
import dev.procmon.core.program.ProgramName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Knows whether the files have changed that programs read themselves, since each was started or told of it. What stands in them is
 * taken just after a run has begun: whoever changes a file in that moment is not noticed.
 */
final class ReloadFiles implements TransitionListener {

    private static final int BLOCK = 16 * 1024;
    private static final String UNREADABLE = "unreadable";

    private final RunningConfiguration running;
    private final Executor executor;
    private final Map<ProgramName, Map<Path, String>> loaded = new ConcurrentHashMap<>();

    ReloadFiles(RunningConfiguration running, Executor executor) {
        this.running = running;
        this.executor = executor;
    }

    @Override
    public void transitioned(ChildTransition transition) {
        boolean begins =
                transition.to() instanceof ChildState.Starting && !(transition.from() instanceof ChildState.Starting);
        if (begins) {
            taken(transition.program());
        }
    }

    /** A program has read its files, or is about to. On the reactor thread. */
    void taken(ProgramName child) {
        Optional<ConfiguredProgram> program = running.program(child.family());
        if (program.isPresent() && !program.get().reload().files().isEmpty()) {
            List<Path> files = program.get().reload().files();
            executor.execute(() -> loaded.put(child, prints(files)));
        }
    }

    void forget(ProgramName child) {
        loaded.remove(child);
    }

    /** Return those of these files that are not what a program has read. Reads them; not on the reactor thread. */
    List<Path> changed(ProgramName child, List<Path> files) {
        Map<Path, String> before = loaded.get(child);
        List<Path> changed = new ArrayList<>();
        if (before != null) {
            prints(files).forEach((file, print) -> {
                String known = before.get(file);
                if (known != null && !known.equals(print)) {
                    changed.add(file);
                }
            });
        }
        return changed;
    }

    private static Map<Path, String> prints(List<Path> files) {
        Map<Path, String> prints = new HashMap<>();
        for (Path each : files) {
            prints.put(each, print(each));
        }
        return prints;
    }

    private static String print(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                digest.update(block, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return UNREADABLE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
