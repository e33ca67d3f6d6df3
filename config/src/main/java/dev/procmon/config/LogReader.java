// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code log} of one program after the other, and sees what they make of each other's files. */
final class LogReader {

    private final ForwardsReader forwards;
    private final LogClaims claims;

    /**
     * Read logs.
     *
     * @param forwards to whom output can be forwarded
     */
    LogReader(Problems problems, ForwardsReader forwards) {
        this.forwards = forwards;
        claims = new LogClaims(problems);
    }

    /** Read the log of a program, in whose file names there may be placeholders. */
    LogPolicy read(String program, Fields fields, ReplicasReader replicas) {
        Optional<TomlValue> value = fields.value(Key.LOG);
        if (value.isEmpty()) {
            return LogPolicy.STANDARD;
        }
        if (value.get() instanceof TomlValue.Text text) {
            return ofText(program, fields, text, replicas);
        }
        Optional<Fields> log = fields.inner(Key.LOG, Section.LOG);
        return log.isPresent() ? ofTable(program, log.get(), replicas) : LogPolicy.STANDARD;
    }

    /** Return why a string is no name of a file, where it surely was not meant to be one. */
    static Optional<String> refusal(TomlValue.Text text) {
        if (Choice.LOG_MODE.find(text).isEmpty()) {
            return Optional.empty();
        }
        String word = text.value();
        return Optional.of(
                "log: \"" + word + "\" is a mode, and a string here is the name of a file; write log = { mode" + " = \""
                        + word + "\" }, or \"./" + word + "\" for the file");
    }

    private LogPolicy ofText(String program, Fields fields, TomlValue.Text text, ReplicasReader replicas) {
        Optional<String> refusal = refusal(text);
        if (refusal.isPresent()) {
            fields.refused(text, refusal.get());
            return LogPolicy.STANDARD;
        }
        Optional<Path> file = place(fields, Key.LOG, text);
        LogPolicy policy = LogPolicy.STANDARD.into(file, Optional.empty());
        if (file.isPresent()) {
            claims.claim(program, policy, List.of(new LogClaims.Written(Key.LOG, file.get(), text.offset())), replicas);
        }
        return policy;
    }

    private LogPolicy ofTable(String program, Fields log, ReplicasReader replicas) {
        LogPolicy.Mode mode = Choice.LOG_MODE.read(log, Key.LOG_MODE).orElse(LogPolicy.Mode.LINES);
        LogPolicy.Show show = Choice.SHOW.read(log, Key.LOG_SHOW).orElse(LogPolicy.Show.PREFIXED);
        if (!mode.isKept()) {
            noteMeaningless(log, mode);
            return LogPolicy.unkept(mode, show);
        }
        int errorsBefore = log.problems().errorCount();
        List<LogClaims.Written> files = new ArrayList<>(2);
        RotationReader rotation = new RotationReader(log);
        LogPolicy policy = new LogPolicy(
                mode,
                file(log, Key.LOG_FILE, files),
                file(log, Key.LOG_ERROR_FILE, files),
                rotation.bytes(),
                rotation.every(),
                rotation.keep(),
                rotation.keepFor(),
                rotation.keepTotal(),
                Choice.COMPRESSION.read(log, Key.LOG_COMPRESS).orElse(LogPolicy.Compression.NONE),
                Choice.ON_FULL.read(log, Key.LOG_ON_FULL).orElse(LogPolicy.OnFull.WAIT),
                show,
                forwards.named(log));
        // What could not be read is not compared with what others say.
        if (log.problems().errorCount() == errorsBefore) {
            claims.claim(program, policy, files, replicas);
        }
        return policy;
    }

    private static void noteMeaningless(Fields log, LogPolicy.Mode mode) {
        for (Key key : Key.of(Section.LOG)) {
            Optional<TomlValue> value = log.value(key);
            Optional<String> refusal =
                    value.isPresent() ? LogMeaning.refusal(mode, key, value.get()) : Optional.empty();
            if (refusal.isPresent()) {
                log.without(key, refusal.get());
            }
        }
    }

    private static Optional<Path> file(Fields log, Key key, List<LogClaims.Written> files) {
        Optional<TomlValue> value = log.value(key);
        Optional<Path> file = value.isPresent() ? place(log, key, value.get()) : Optional.empty();
        if (file.isPresent()) {
            files.add(new LogClaims.Written(key, file.get(), value.get().offset()));
        }
        return file;
    }

    /** Return the path of a file that output can be kept in. */
    private static Optional<Path> place(Fields fields, Key key, TomlValue value) {
        Optional<Path> file = fields.file(key, value);
        Optional<String> refusal = file.isPresent() ? LogPlace.refusal(key, file.get()) : Optional.empty();
        return refusal.isPresent() ? fields.refused(value, refusal.get()) : file;
    }
}
