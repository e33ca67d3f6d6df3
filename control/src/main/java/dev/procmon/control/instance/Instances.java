// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.instance;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the supervisors of this host: those of the user, and after them those of root, who may have given the user a role. Never waits for
 * one that does not answer.
 */
public final class Instances {

    private static final long ROOT = 0;

    private final long uid;
    private final Map<String, String> environment;

    private Instances(long uid, Map<String, String> environment) {
        this.uid = uid;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Make it for a user.
     *
     * @param uid the user
     * @param environment the variables of this process
     */
    public static Instances of(long uid, Map<String, String> environment) {
        return new Instances(uid, environment);
    }

    /** Make it for the user of this process. */
    public static Instances ofThisUser() {
        return of(ownUid(), System.getenv());
    }

    /** Return the user of this process. */
    public static long ownUid() {
        try {
            // It belongs to the user with whose rights this process acts.
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") & 0xFFFF_FFFFL;
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read: " + e.getMessage(), e);
        }
    }

    /** Return the name of the supervisor of a configuration file that gives none. */
    public static String nameOf(Path config) {
        return InstanceNames.of(canonical(config));
    }

    /** Return all that there are of this user, in order of their names; those that do not live have left something behind. */
    public List<Instance> list() {
        List<Instance> all = new ArrayList<>();
        for (String name : names(uid)) {
            all.add(instance(name, uid));
        }
        return all;
    }

    /**
     * Return the one of a name. Where none of the user lives, and one of root does, that is meant.
     *
     * @throws IllegalArgumentException if that is no name
     */
    public Instance byName(String name) {
        if (!InstanceNames.isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name
                            + "\" is no name of an instance: expected 1 to 64 letters, digits, '.', '-' and '_', the first neither '.' nor '-'");
        }
        Instance own = instance(name, uid);
        if (uid == ROOT || own.liveness() == Instance.Liveness.RUNNING) {
            return own;
        }
        Instance ofRoot = instance(name, ROOT);
        return ofRoot.liveness() == Instance.Liveness.NOT_RUNNING ? own : ofRoot;
    }

    /**
     * Return where an instance of a name keeps what is to survive it, whether or not it runs: first the user's, then root's.
     *
     * @throws IllegalArgumentException if that is no name
     */
    public List<Path> stateDirectories(String name) {
        Path own = InstanceDirectory.of(name, uid, environment).state();
        Path ofRoot = InstanceDirectory.of(name, ROOT, environment).state();
        return own.equals(ofRoot) ? List.of(own) : List.of(own, ofRoot);
    }

    /**
     * Return the one of a configuration file: that which says so of itself, else the one that would be.
     *
     * @param config the file, which need not be there
     * @param nameInFile the name that the file gives, if that is known
     */
    public Instance byConfig(Path config, Optional<String> nameInFile) {
        Path file = canonical(config);
        Optional<Instance> found = runningFor(file, uid);
        if (found.isEmpty() && uid != ROOT) {
            found = runningFor(file, ROOT);
        }
        if (found.isPresent()) {
            return found.get();
        }
        String name = nameInFile.orElseGet(() -> InstanceNames.of(file));
        InstanceDirectory directory = InstanceDirectory.of(name, uid, environment);
        return new Instance(directory, Optional.of(file), Instance.Liveness.NOT_RUNNING);
    }

    private Optional<Instance> runningFor(Path file, long owner) {
        for (String name : names(owner)) {
            InstanceDirectory directory = InstanceDirectory.of(name, owner, environment);
            if (configOf(directory).equals(Optional.of(file))) {
                Instance instance = instance(name, owner);
                if (instance.liveness() != Instance.Liveness.NOT_RUNNING) {
                    return Optional.of(instance);
                }
            }
        }
        return Optional.empty();
    }

    private Instance instance(String name, long owner) {
        InstanceDirectory directory = InstanceDirectory.of(name, owner, environment);
        if (!belongsTo(InstanceDirectory.runtimeBase(owner, environment), owner)) {
            return new Instance(directory, Optional.empty(), Instance.Liveness.NOT_RUNNING);
        }
        return new Instance(directory, configOf(directory), livenessOf(directory.socket()));
    }

    private List<String> names(long owner) {
        List<String> names = new ArrayList<>();
        Path base = InstanceDirectory.runtimeBase(owner, environment);
        if (!belongsTo(base, owner)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
            for (Path each : entries) {
                String name = each.getFileName().toString();
                if (InstanceNames.isName(name) && Files.isDirectory(each)) {
                    names.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Where there is no directory, or none that this user may see, there is no instance for that user.
            return List.of();
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** Below /tmp somebody else may have made the directory, and listen there in our place. */
    private static boolean belongsTo(Path base, long owner) {
        try {
            return (int) Files.getAttribute(base, "unix:uid", LinkOption.NOFOLLOW_LINKS) == (int) owner;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> configOf(InstanceDirectory directory) {
        try {
            return Optional.of(Files.readSymbolicLink(directory.config()));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Instance.Liveness livenessOf(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            boolean _ = channel.connect(UnixDomainSocketAddress.of(socket));
            return Instance.Liveness.RUNNING;
        } catch (IOException | RuntimeException e) {
            return livenessAfter(e, socket);
        }
    }

    /**
     * Say what it means that a socket could not be connected to. The sentence of the system is in the user's language, and nothing to
     * decide by; the kind of the exception stands for the errno.
     */
    public static Instance.Liveness livenessAfter(Exception failure, Path socket) {
        return switch (failure) {
            // ECONNREFUSED: left behind by one that is dead.
            case ConnectException _ -> Instance.Liveness.NOT_RUNNING;
            // EACCES.
            case BindException _ -> Instance.Liveness.CLOSED;
            // EAGAIN: so many want to be let in that there is no room at this moment. Else ENOENT.
            case SocketException _ when Files.exists(socket) -> Instance.Liveness.RUNNING;
            default -> Instance.Liveness.NOT_RUNNING;
        };
    }

    private static Path canonical(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return canonicalParent(file.toAbsolutePath().normalize());
        }
    }

    /** A file that is not there any more may still have a supervisor. */
    private static Path canonicalParent(Path file) {
        Path parent = file.getParent();
        Path name = file.getFileName();
        if (parent == null || name == null) {
            return file;
        }
        try {
            return parent.toRealPath().resolve(name);
        } catch (IOException e) {
            return file;
        }
    }
}
