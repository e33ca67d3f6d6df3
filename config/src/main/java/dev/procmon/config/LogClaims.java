// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees that those who write into one file can: their lines are told apart by name, and they say the same of the file. And that no
 * file lies where another one's older output or index is looked for, or is one that the configuration is read from.
 */
final class LogClaims {

    /** A file as a program names it, at an offset; with placeholders. */
    record Written(Key key, Path path, int offset) {}

    private record Claim(String program, LogPolicy policy, int offset) {}

    /** A file that would be taken for older output of another one, or whose index another one would be. */
    private record InTheWay(Path path, Claim claim) {}

    private final Problems problems;
    private final Map<Path, Claim> claims = new HashMap<>();
    /** Files by those whose older output they would be taken for. */
    private final Map<Path, InTheWay> inTheWay = new HashMap<>();
    /** Files of raw output by where their index is written. */
    private final Map<Path, InTheWay> indexed = new HashMap<>();

    LogClaims(Problems problems) {
        this.problems = problems;
    }

    /** Claim the files of a program and all its replicas. */
    void claim(String program, LogPolicy policy, List<Written> files, ReplicasReader replicas) {
        if (files.size() == 2
                && normal(files.get(0).path()).equals(normal(files.get(1).path()))) {
            problems.error(
                    files.get(1).offset(),
                    files.get(1).key().path() + " is the same as "
                            + files.get(0).key().path() + ", where standard error goes without it");
            return;
        }
        for (Written file : files) {
            claim(new Claim(program, policy, file.offset()), file, replicas);
        }
    }

    private void claim(Claim claim, Written file, ReplicasReader replicas) {
        String path = file.path().toString();
        if (replicas.count().isPresent() && path.equals(replicas.placeholders(1).in(path)) && isRaw(claim)) {
            problems.error(
                    file.offset(),
                    file.key().path() + ": with " + LogMeaning.shown(LogPolicy.Mode.RAW)
                            + " each replica needs a file of its own; put " + Placeholders.REPLICA + " into the name");
            return;
        }
        boolean free = true;
        for (int index = 0; free && index < replicas.count().orElse(1); index++) {
            boolean plain = replicas.count().isEmpty() && replicas.port().isEmpty();
            Path own =
                    plain ? file.path() : Path.of(replicas.placeholders(index).in(path));
            free = isFree(normal(own), claim, file);
        }
    }

    private boolean isFree(Path path, Claim claim, Written file) {
        if (problems.isReadFrom(path)) {
            problems.error(
                    claim.offset(),
                    file.key().path() + ": " + TomlText.quote(path.toString())
                            + " is a file of this configuration, which output would be written into");
            return false;
        }
        Claim before = claims.putIfAbsent(path, claim);
        if (before == null) {
            return hasRoom(path, claim, file) && isNoIndex(path, claim, file);
        }
        if (before.program().equals(claim.program()) && !isRaw(claim)) {
            return true;
        }
        Optional<String> reason = refusal(before, claim);
        if (reason.isPresent()) {
            problems.error(
                    claim.offset(),
                    file.key().path() + ": the file of program " + Shown.text(before.program()) + " too, "
                            + problems.where(before.offset(), claim.offset()) + reason.get());
        }
        return reason.isEmpty();
    }

    private static Optional<String> refusal(Claim before, Claim claim) {
        if (isRaw(before) || isRaw(claim)) {
            return Optional.of("; with " + LogMeaning.shown(LogPolicy.Mode.RAW)
                    + " nobody could tell their output apart, so each needs its own");
        }
        for (Key key : EffectiveLog.OF_FILE) {
            String old = EffectiveLog.value(before.policy(), key);
            String now = EffectiveLog.value(claim.policy(), key);
            if (!old.equals(now)) {
                return Optional.of(", whose " + key.path() + " is " + old + " and not " + now
                        + "; who write into one file say the same of it");
            }
        }
        return Optional.empty();
    }

    /** Tell whether a file and the older output of others keep out of each other's way, and note it where they do not. */
    private boolean hasRoom(Path path, Claim claim, Written file) {
        for (Path base : SegmentName.bases(path)) {
            inTheWay.putIfAbsent(base, new InTheWay(path, claim));
            Claim before = claims.get(base);
            if (before != null) {
                note(path, base, before, claim, file);
                return false;
            }
        }
        InTheWay before = inTheWay.get(path);
        if (before != null) {
            note(before.path(), path, before.claim(), claim, file);
        }
        return before == null;
    }

    /** Tell whether a file and the indexes of raw ones keep out of each other's way, and note it where they do not. */
    private boolean isNoIndex(Path path, Claim claim, Written file) {
        InTheWay raw = indexed.get(path);
        if (raw != null) {
            noteIndex(path, raw.path(), raw.claim(), claim, file);
            return false;
        }
        if (!isRaw(claim)) {
            return true;
        }
        Path index = path.resolveSibling("." + path.getFileName() + ".index");
        indexed.put(index, new InTheWay(path, claim));
        Claim before = claims.get(index);
        if (before != null) {
            noteIndex(index, path, before, claim, file);
        }
        return before == null;
    }

    private void noteIndex(Path index, Path raw, Claim before, Claim claim, Written file) {
        problems.error(
                claim.offset(),
                file.key().path() + ": " + TomlText.quote(index.toString()) + " is where the index of "
                        + TomlText.quote(raw.toString()) + " is written, which has "
                        + LogMeaning.shown(LogPolicy.Mode.RAW) + "; the other is a file of program "
                        + Shown.text(before.program()) + ", " + problems.where(before.offset(), claim.offset()));
    }

    private void note(Path older, Path base, Claim before, Claim claim, Written file) {
        problems.error(
                claim.offset(),
                file.key().path() + ": " + TomlText.quote(older.toString()) + " would be taken for older output of "
                        + TomlText.quote(base.toString()) + "; the other is a file of program "
                        + Shown.text(before.program()) + ", " + problems.where(before.offset(), claim.offset()));
    }

    private static Path normal(Path path) {
        return path.normalize();
    }

    private static boolean isRaw(Claim claim) {
        return claim.policy().mode() == LogPolicy.Mode.RAW;
    }
}
