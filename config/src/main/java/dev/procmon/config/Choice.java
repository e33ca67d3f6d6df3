// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.Reach;
import dev.procmon.core.program.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of the file for the values of an enumeration, to read and to write them. */
final class Choice<E extends Enum<E>> {

    /** A value and its word. */
    record Word<E>(E value, String word) {}

    static final Choice<RestartPolicy.Mode> RESTART = new Choice<>(
            ValueType.RESTART,
            List.of(
                    new Word<>(RestartPolicy.Mode.ALWAYS, "always"),
                    new Word<>(RestartPolicy.Mode.ON_FAILURE, "on-failure"),
                    new Word<>(RestartPolicy.Mode.NEVER, "never")));

    static final Choice<Reach> SCOPE =
            new Choice<>(ValueType.SCOPE, List.of(new Word<>(Reach.TREE, "tree"), new Word<>(Reach.LEADER, "leader")));

    static final Choice<JobPolicy.Overlap> OVERLAP = new Choice<>(
            ValueType.OVERLAP,
            List.of(
                    new Word<>(JobPolicy.Overlap.SKIP, "skip"),
                    new Word<>(JobPolicy.Overlap.QUEUE, "queue"),
                    new Word<>(JobPolicy.Overlap.REPLACE, "replace")));

    static final Choice<JobPolicy.Missed> MISSED = new Choice<>(
            ValueType.MISSED,
            List.of(new Word<>(JobPolicy.Missed.SKIP, "skip"), new Word<>(JobPolicy.Missed.RUN_ONCE, "run-once")));

    static final Choice<Strategy> STRATEGY = new Choice<>(
            ValueType.STRATEGY,
            List.of(
                    new Word<>(Strategy.ONE_FOR_ONE, "one-for-one"),
                    new Word<>(Strategy.ONE_FOR_ALL, "one-for-all"),
                    new Word<>(Strategy.REST_FOR_ONE, "rest-for-one")));

    static final Choice<Condition> CONDITION = new Choice<>(
            ValueType.CONDITION,
            List.of(
                    new Word<>(Condition.STARTED, "started"),
                    new Word<>(Condition.READY, "ready"),
                    new Word<>(Condition.COMPLETED, "completed")));

    static final Choice<Notification.Access> ACCESS = new Choice<>(
            ValueType.NOTIFY_ACCESS,
            List.of(new Word<>(Notification.Access.MAIN, "main"), new Word<>(Notification.Access.ALL, "all")));

    static final Choice<Reloading.By> RELOAD = new Choice<>(
            ValueType.RELOAD,
            List.of(new Word<>(Reloading.By.RESTART, "restart"), new Word<>(Reloading.By.REPLACE, "replace")));

    static final Choice<LogPolicy.Mode> LOG_MODE = new Choice<>(
            ValueType.LOG_MODE,
            List.of(
                    new Word<>(LogPolicy.Mode.LINES, "lines"),
                    new Word<>(LogPolicy.Mode.JSON, "json"),
                    new Word<>(LogPolicy.Mode.RAW, "raw"),
                    new Word<>(LogPolicy.Mode.PASS_THROUGH, "pass-through"),
                    new Word<>(LogPolicy.Mode.NONE, "none"),
                    new Word<>(LogPolicy.Mode.INHERIT, "inherit")));

    static final Choice<LogPolicy.Compression> COMPRESSION = new Choice<>(
            ValueType.COMPRESSION,
            List.of(
                    new Word<>(LogPolicy.Compression.NONE, "none"),
                    new Word<>(LogPolicy.Compression.GZIP, "gzip"),
                    new Word<>(LogPolicy.Compression.ZSTD, "zstd")));

    static final Choice<LogPolicy.OnFull> ON_FULL = new Choice<>(
            ValueType.ON_FULL,
            List.of(
                    new Word<>(LogPolicy.OnFull.WAIT, "wait"),
                    new Word<>(LogPolicy.OnFull.DROP_OLDEST, "drop-oldest")));

    static final Choice<LogPolicy.Show> SHOW = new Choice<>(
            ValueType.SHOW,
            List.of(
                    new Word<>(LogPolicy.Show.PREFIXED, "prefixed"),
                    new Word<>(LogPolicy.Show.PLAIN, "plain"),
                    new Word<>(LogPolicy.Show.NO, "no")));

    private final ValueType type;
    private final List<Word<E>> words;

    private Choice(ValueType type, List<Word<E>> words) {
        this.type = type;
        this.words = words;
    }

    /** Return all of them. */
    static List<Choice<?>> all() {
        return List.of(
                RESTART,
                SCOPE,
                OVERLAP,
                MISSED,
                STRATEGY,
                CONDITION,
                ACCESS,
                RELOAD,
                LOG_MODE,
                COMPRESSION,
                ON_FULL,
                SHOW);
    }

    ValueType type() {
        return type;
    }

    /** Read the value of a key, if it has one. */
    Optional<E> read(Fields fields, Key key) {
        Optional<TomlValue> value = fields.value(key);
        return value.isPresent() ? read(fields, key.path(), value.get()) : Optional.empty();
    }

    /** Read a value; note what is wrong with it. */
    Optional<E> read(Fields fields, String subject, TomlValue value) {
        String text = value instanceof TomlValue.Text written ? written.value() : "";
        for (Word<E> word : words) {
            if (word.word().equals(text)) {
                return Optional.of(word.value());
            }
        }
        Optional<String> near = Nearest.to(text, known());
        return near.isEmpty()
                ? fields.mismatch(subject, type, value)
                : fields.refused(
                        value,
                        subject + ": unknown value " + Shown.text(text) + "; did you mean \"" + near.get() + "\"?");
    }

    /** Find the value of a word. */
    Optional<E> find(TomlValue value) {
        for (Word<E> word : words) {
            if (value instanceof TomlValue.Text text && word.word().equals(text.value())) {
                return Optional.of(word.value());
            }
        }
        return Optional.empty();
    }

    /** Return the word of a value. */
    String of(E value) {
        for (Word<E> word : words) {
            if (word.value() == value) {
                return word.word();
            }
        }
        throw new IllegalStateException("no word for " + value);
    }

    /** Return the values that have a word. */
    List<E> values() {
        List<E> values = new ArrayList<>();
        for (Word<E> word : words) {
            values.add(word.value());
        }
        return values;
    }

    /** Return the words. */
    List<String> known() {
        List<String> known = new ArrayList<>();
        for (Word<E> word : words) {
            known.add(word.word());
        }
        return known;
    }
}
