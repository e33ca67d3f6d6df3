// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.api.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The file of those who come over the network: lines {@code ROLE TOKEN}, and comments after {@code #}. It is read again when it has
 * changed. While it cannot be used, nobody is let in, and why is told once.
 */
final class Tokens {

    /** A shorter token could be guessed. */
    static final int LENGTH_MIN = 16;

    private static final String TROUBLE = "the token file";
    private static final long FILE_MAX = 64 << 10;
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> OF_THE_GROUP =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);

    private final Path file;
    private final Troubles troubles;
    private List<Entry> entries = List.of();
    private Optional<State> known = Optional.empty();
    private boolean hasLooked;

    private record Entry(Role role, Bytes digest) {}

    /** By what a change is noticed. */
    private record State(Object modified, Object changed, long size) {}

    private static final class Unusable extends Exception {

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Make it.
     *
     * @param troubles are told why nobody is let in, and when that is over
     */
    Tokens(Path file, Troubles troubles) {
        this.file = file;
        this.troubles = troubles;
    }

    /** Return what who knows a token may do. Takes as long for a wrong one as for a right one. */
    Optional<Role> roleOf(String token) {
        refresh();
        byte[] digest = digest(token);
        Optional<Role> role = Optional.empty();
        for (Entry each : entries) {
            if (MessageDigest.isEqual(each.digest().array(), digest)
                    && (role.isEmpty() || each.role().includes(role.get()))) {
                role = Optional.of(each.role());
            }
        }
        return role;
    }

    /** Read the file if it is not as it was when it was read last. */
    void refresh() {
        Optional<State> now = state();
        if (hasLooked && now.equals(known)) {
            return;
        }
        hasLooked = true;
        known = now;
        entries = List.of();
        try {
            entries = read();
            troubles.cured(TROUBLE);
        } catch (Unusable e) {
            tell(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            tell("ENOENT (no such file)");
        } catch (AccessDeniedException e) {
            tell("EACCES (permission denied)");
        } catch (IOException e) {
            tell("it cannot be read (" + e.getMessage() + ")");
        }
    }

    private void tell(String why) {
        troubles.tell(
                TROUBLE, "nobody is let in over the network, for the token file " + file + " cannot be used: " + why);
    }

    private Optional<State> state() {
        try {
            return Optional.of(new State(
                    Files.getLastModifiedTime(file), Files.getAttribute(file, "unix:ctime"), Files.size(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Entry> read() throws IOException, Unusable {
        checkPermissions(Files.readAttributes(file, PosixFileAttributes.class));
        if (Files.size(file) > FILE_MAX) {
            throw new Unusable("it is larger than " + (FILE_MAX >> 10) + " KiB");
        }
        List<Entry> read = new ArrayList<>();
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read.add(entry(line, i + 1));
            }
        }
        if (read.isEmpty()) {
            throw new Unusable("there is no token in it; a line is: ROLE TOKEN");
        }
        return read;
    }

    private static void checkPermissions(PosixFileAttributes attributes) throws Unusable {
        for (PosixFilePermission each : attributes.permissions()) {
            boolean ofTheGroup =
                    OF_THE_GROUP.contains(each) && !attributes.group().getName().equals("root");
            if (OF_OTHERS.contains(each) || ofTheGroup) {
                throw new Unusable("others than its owner may use it; make it private with: chmod 600");
            }
        }
    }

    private static Entry entry(String line, int number) throws Unusable {
        String[] words = line.split("\\s+", -1);
        if (words.length != 2) {
            throw new Unusable("line " + number + " is not: ROLE TOKEN");
        }
        if (words[1].length() < LENGTH_MIN) {
            throw new Unusable("the token in line " + number + " is shorter than " + LENGTH_MIN + " characters");
        }
        for (Role role : Role.values()) {
            if (role != Role.NONE && role.word().equals(words[0].toLowerCase(Locale.ROOT))) {
                return new Entry(role, new Bytes(digest(words[1])));
            }
        }
        throw new Unusable("line " + number + " begins with no role: expected view, operate or configure");
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
