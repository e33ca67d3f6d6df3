// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.List;
import java.util.Optional;

/**
 * Every key of the file: where it stands, what it takes, its default, what it means. The only place that knows. A new
 * key gets an entry here, a line in its reader, and a row in the manual, which a test compares with this.
 */
enum Key {
    PROGRAM(
            Section.FILE,
            "program",
            ValueType.PROGRAMS,
            Default.REQUIRED,
            "The programs, each in a table of its own.",
            "service services process processes app apps"),

    COMMAND(
            Section.PROGRAM,
            "command",
            ValueType.COMMAND,
            Default.REQUIRED,
            "What to run: the executable and its arguments. No shell is involved.",
            "cmd exec script run exec-start args"),
    CWD(
            Section.PROGRAM,
            "cwd",
            ValueType.STRING,
            "\".\"",
            "Working directory, relative to the directory of the config file.",
            "directory dir chdir working-dir working-directory workdir"),
    ENV(
            Section.PROGRAM,
            "env",
            ValueType.VARIABLES,
            "{}",
            "Variables added to the supervisor's own environment; they win over those of `env-file`.",
            "environment vars variables"),
    ENV_FILE(
            Section.PROGRAM,
            "env-file",
            ValueType.STRINGS,
            "[]",
            "Files of variables, relative to the directory of the config file; a later file wins over an earlier one.",
            "environment-file dotenv env-files"),
    USER(Section.PROGRAM, "user", ValueType.ACCOUNT, "the supervisor's own", "User as whom the program runs.", "uid"),
    GROUP(
            Section.PROGRAM,
            "group",
            ValueType.ACCOUNT,
            "that of `user`, else the supervisor's own",
            "Group as which the program runs.",
            "gid"),
    RESTART(
            Section.PROGRAM,
            "restart",
            ValueType.RESTART,
            "\"always\"",
            "When the program is started again after it has ended: `always`, `on-failure` or `never`.",
            "autorestart restart-policy"),
    SUCCESS_CODES(
            Section.PROGRAM,
            "success-codes",
            ValueType.EXIT_CODES,
            "[0]",
            "Exit codes that are no failure, for `restart = \"on-failure\"`.",
            "exitcodes exit-codes success-exit-status"),
    BACKOFF(
            Section.PROGRAM,
            "backoff",
            ValueType.TABLE,
            "see below",
            "How long to wait before a program is started again.",
            "back-off delay restart-delay"),
    STOP(Section.PROGRAM, "stop", ValueType.TABLE, "see below", "How a program is stopped.", "shutdown"),
    LOG(
            Section.PROGRAM,
            "log",
            ValueType.LOG,
            "no file",
            "File into which the program's output goes. A string is short for a table with `file` alone.",
            "logfile log-file stdout-logfile stderr-logfile out-file output"),

    BACKOFF_MIN(
            Section.BACKOFF, "min", ValueType.DURATION, "\"1s\"", "Wait after the first early end.", "initial minimum"),
    BACKOFF_MAX(
            Section.BACKOFF,
            "max",
            ValueType.DURATION,
            "\"1m\"",
            "Longest wait, jitter included.",
            "cap limit maximum"),
    BACKOFF_FACTOR(
            Section.BACKOFF,
            "factor",
            ValueType.FACTOR,
            "2",
            "By how much each wait is longer than the one before.",
            "multiplier"),
    BACKOFF_JITTER(
            Section.BACKOFF,
            "jitter",
            ValueType.RATIO,
            "\"10%\"",
            "Greatest part by which a wait is varied at random, never beyond `max`.",
            ""),
    BACKOFF_THRESHOLD(
            Section.BACKOFF,
            "threshold",
            ValueType.DURATION,
            "\"10s\"",
            "A program that ran at least so long did not end early: no wait, and the next wait is `min` again.",
            "startsecs min-uptime reset"),

    STOP_SIGNAL(
            Section.STOP,
            "signal",
            ValueType.SIGNAL,
            "\"TERM\"",
            "Signal that asks the program to end.",
            "stopsignal stop-signal kill-signal sig"),
    STOP_GRACE(
            Section.STOP,
            "grace",
            ValueType.DURATION,
            "\"10s\"",
            "How long it may take to end; then it is killed.",
            "stopwaitsecs timeout kill-timeout stop-timeout grace-period"),

    LOG_FILE(
            Section.LOG,
            "file",
            ValueType.STRING,
            Default.REQUIRED,
            "Path of the file, relative to the directory of the config file.",
            "path"),
    LOG_ROTATE(
            Section.LOG,
            "rotate",
            ValueType.SIZE,
            "\"10MB\"",
            "Size at which a new file is begun, or `\"never\"`.",
            "size max-size maxbytes stdout-logfile-maxbytes"),
    LOG_KEEP(
            Section.LOG,
            "keep",
            ValueType.COUNT,
            "5",
            "How many older files are kept; the oldest are deleted.",
            "backups max-files stdout-logfile-backups");

    /** Words for a default that is no value. */
    private static final class Default {
        static final String REQUIRED = "required";
    }

    private static final List<Key> ALL = List.of(values());

    private final Section section;
    private final String key;
    private final ValueType type;
    private final String standard;
    private final String meaning;

    private final String elsewhere;

    Key(Section section, String key, ValueType type, String standard, String meaning, String elsewhere) {
        this.section = section;
        this.key = key;
        this.type = type;
        this.standard = standard;
        this.meaning = meaning;
        this.elsewhere = elsewhere;
    }

    /** Return all keys in the order of the manual. */
    static List<Key> all() {
        return ALL;
    }

    /** Find the key of a section by its name in the file. */
    static Optional<Key> find(Section section, String key) {
        for (Key candidate : ALL) {
            if (candidate.section == section && candidate.key.equals(key)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    Section section() {
        return section;
    }

    /** Return its name in the file. */
    String key() {
        return key;
    }

    /** Return its name as seen from the table of its program: {@code stop.grace}. */
    String path() {
        return section.prefix().concat(key);
    }

    ValueType type() {
        return type;
    }

    /** Return its default as it would be written, or words where it has no value. */
    String standard() {
        return standard;
    }

    /** Return what it means, for the manual. */
    String meaning() {
        return meaning;
    }

    /** Return the names that other supervisors give it, or that people try. */
    List<String> elsewhere() {
        return elsewhere.isEmpty() ? List.of() : List.of(elsewhere.split(" ", -1));
    }
}
