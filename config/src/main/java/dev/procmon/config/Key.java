// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    SUPERVISOR(
            Section.FILE,
            "supervisor",
            ValueType.TABLE,
            "see below",
            "Settings of the supervisor itself.",
            "procmon daemon settings supervisord global"),
    GROUP_TABLE(
            Section.FILE,
            "group",
            ValueType.GROUPS,
            "none",
            "Groups of programs whose ends concern each other, each in a table of its own.",
            "groups"),
    INCLUDE(
            Section.FILE,
            "include",
            ValueType.INCLUDE,
            "none",
            "Further files with programs and groups.",
            "includes import imports"),
    DEFAULTS(
            Section.FILE,
            "defaults",
            ValueType.TABLE,
            "{}",
            "Keys of all programs that do not say otherwise.",
            "default common template"),
    PROFILE(
            Section.FILE,
            "profile",
            ValueType.PROFILES,
            "none",
            "What is different where a profile is chosen, each in a table of its own.",
            "profiles env environments"),
    FORWARD(
            Section.FILE,
            "forward",
            ValueType.FORWARDS,
            "none",
            "Receivers of output, each in a table of its own; `log.forward` names them.",
            "forwards sink sinks receiver receivers drain drains output outputs syslog"),

    PROFILE_PROGRAM(
            Section.PROFILE,
            "program",
            ValueType.PROGRAMS,
            "{}",
            "Keys that win over those of the programs.",
            "programs service services"),
    PROFILE_DEFAULTS(
            Section.PROFILE,
            "defaults",
            ValueType.TABLE,
            "{}",
            "Keys that win over those of `defaults`.",
            "default common"),

    MAX_STARTING(
            Section.SUPERVISOR,
            "max-starting",
            ValueType.POSITIVE,
            "no limit",
            "How many programs may be starting at the same time; the others wait for their turn.",
            "max-parallel max-concurrent-starts parallelism"),
    SUPERVISOR_NAME(
            Section.SUPERVISOR,
            "name",
            ValueType.INSTANCE_NAME,
            "none",
            "Name of this supervisor, by which others on the host are told apart from it.",
            "identifier id instance"),
    EXIT_WITH(
            Section.SUPERVISOR,
            "exit-with",
            ValueType.NAME,
            "none",
            "When this program has ended for good, everything is stopped, and procmon ends with its exit code.",
            "exit-on-end exit-on main"),
    FORWARD_SIGNALS(
            Section.SUPERVISOR,
            "forward-signals",
            ValueType.SIGNALS,
            "USR1 and WINCH as PID 1, else none",
            "Signals that procmon passes on to the main process of every program.",
            "pass-signals"),
    EVENTS(
            Section.SUPERVISOR,
            "events",
            ValueType.TABLE,
            "see below",
            "The log of all that has happened.",
            "event-log history journal"),
    API(
            Section.SUPERVISOR,
            "api",
            ValueType.TABLE,
            "see below",
            "Who may talk to the supervisor, and from where.",
            "unix-http-server inet-http-server http socket control"),

    EVENTS_KEEP(
            Section.EVENTS,
            "keep",
            ValueType.BYTES,
            "\"16MB\"",
            "How much of it is kept on disk, at least 64KB; the oldest is deleted.",
            "size max-size retain"),

    API_CLIENTS(
            Section.API,
            "clients",
            ValueType.CLIENTS,
            "1100",
            "How many connections there may be at a time.",
            "max-clients connections"),
    API_VIEW(
            Section.API,
            "view",
            ValueType.PRINCIPALS,
            "[]",
            "Who may look, beside those who may do more.",
            "read viewers"),
    API_OPERATE(
            Section.API,
            "operate",
            ValueType.PRINCIPALS,
            "[]",
            "Who may start and stop programs, beside those who may do more.",
            "write operators"),
    API_CONFIGURE(
            Section.API,
            "configure",
            ValueType.PRINCIPALS,
            "[]",
            "Who may change the configuration, beside root and the user as whom procmon runs.",
            "admin admins administrators"),
    API_TCP(
            Section.API,
            "tcp",
            ValueType.LISTENER,
            "none",
            "Address on which procmon listens too; needs `token-file`, and `tls` where other hosts can reach it.",
            "port listen address bind inet"),
    API_TOKEN_FILE(
            Section.API,
            "token-file",
            ValueType.STRING,
            "none",
            "File that holds the token by which clients of `tcp` show who they are.",
            "token password-file password secret"),
    API_TLS(
            Section.API,
            "tls",
            ValueType.TABLE,
            "none",
            "Certificate and key by which clients of `tcp` know procmon, and with which they talk in secret.",
            "ssl https"),
    API_HOSTS(
            Section.API,
            "hosts",
            ValueType.HOSTS,
            "[]",
            "Names by which clients may call procmon, beside its addresses and `localhost`.",
            "allowed-hosts server-name"),
    API_ORIGINS(
            Section.API,
            "origins",
            ValueType.ORIGINS,
            "[]",
            "Origins of web pages, beside procmon's own, whose scripts may talk to it.",
            "cors allowed-origins cors-origins"),

    TLS_CERTIFICATE(
            Section.TLS,
            "certificate",
            ValueType.STRING,
            Default.REQUIRED,
            "File of the certificate, and of those that it is signed by, in PEM.",
            "cert crt chain"),
    TLS_KEY(
            Section.TLS,
            "key",
            ValueType.STRING,
            Default.REQUIRED,
            "File of the private key that belongs to it, in PEM.",
            "private-key"),

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
    ENV_FROM_FILE(
            Section.PROGRAM,
            "env-from-file",
            ValueType.FILES,
            "{}",
            "Variables whose value is the content of a file, such as a password; it is never shown.",
            "secrets secret env-secrets credentials load-credential"),
    USER(Section.PROGRAM, "user", ValueType.ACCOUNT, "the supervisor's own", "User as whom the program runs.", "uid"),
    GROUP(
            Section.PROGRAM,
            "group",
            ValueType.ACCOUNT,
            "that of `user`, else the supervisor's own",
            "Group as which the program runs.",
            "gid"),
    GROUPS(
            Section.PROGRAM,
            "groups",
            ValueType.ACCOUNTS,
            "those of `user`, else the supervisor's own",
            "Supplementary groups of the program: exactly these.",
            "supplementary-groups"),
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
    SUCCESS_SIGNALS(
            Section.PROGRAM,
            "success-signals",
            ValueType.SIGNALS,
            "[]",
            "Signals by which an end is no failure, for `restart = \"on-failure\"`.",
            ""),
    NO_RESTART_CODES(
            Section.PROGRAM,
            "no-restart-codes",
            ValueType.EXIT_CODES,
            "[]",
            "Exit codes after which the program is not started again, whatever `restart` says.",
            "restart-prevent-exit-status"),
    BACKOFF(
            Section.PROGRAM,
            "backoff",
            ValueType.TABLE,
            "see below",
            "How long to wait before a program is started again.",
            "back-off delay restart-delay"),
    GIVE_UP(
            Section.PROGRAM,
            "give-up",
            ValueType.TABLE,
            "never",
            "When to stop starting the program again.",
            "start-limit max-restarts startretries"),
    STOP(Section.PROGRAM, "stop", ValueType.TABLE, "see below", "How a program is stopped.", "shutdown"),
    HOOKS(
            Section.PROGRAM,
            "hooks",
            ValueType.TABLE,
            "{}",
            "Commands that are run at points of the program's life.",
            ""),
    READY(
            Section.PROGRAM,
            "ready",
            ValueType.TABLE,
            "as soon as it is started",
            "When the program is ready, and so what others may wait for.",
            "readiness readiness-probe healthcheck startup-probe"),
    LIVE(
            Section.PROGRAM,
            "live",
            ValueType.TABLE,
            "as long as it runs",
            "When the program still works; else it is stopped and started again.",
            "liveness liveness-probe alive"),
    NOTIFY(
            Section.PROGRAM,
            "notify",
            ValueType.NOTIFY,
            "none",
            "`\"sd\"`: the program tells by sd_notify(3) when it is ready, and more.",
            "type"),
    NOTIFY_ACCESS(
            Section.PROGRAM,
            "notify-access",
            ValueType.NOTIFY_ACCESS,
            "\"main\"",
            "Whose messages count with `notify`: those of the `main` process, or of `all` processes of the program.",
            ""),
    NOTIFY_FD(
            Section.PROGRAM,
            "notify-fd",
            ValueType.DESCRIPTOR,
            "none",
            "Descriptor on which the program writes a line when it is ready, as with s6.",
            "notification-fd"),
    WATCHDOG(
            Section.PROGRAM,
            "watchdog",
            ValueType.POSITIVE_DURATION,
            "none",
            "How long the program may be silent before it is stopped and started again; needs `notify`.",
            "watchdog-sec"),
    EXTEND_MAX(
            Section.PROGRAM,
            "extend-max",
            ValueType.DURATION,
            "\"10m\"",
            "By how much the program may lengthen its times in all, by EXTEND_TIMEOUT_USEC of sd_notify(3).",
            ""),
    RESTART_IF(
            Section.PROGRAM,
            "restart-if",
            ValueType.TABLE,
            "never",
            "When the program is stopped and started again because it uses too much.",
            "max-memory-restart memory-limit-restart"),
    NEEDS(
            Section.PROGRAM,
            "needs",
            ValueType.NEEDS,
            "{}",
            "What must be true of other programs before this one is started; they are started with it.",
            "requires depends-on depends dependencies requirements"),
    WANTS(
            Section.PROGRAM,
            "wants",
            ValueType.NAMES,
            "[]",
            "Programs that this one is started after and stopped before, whatever becomes of them.",
            "after before start-after"),
    BOUND(
            Section.PROGRAM,
            "bound",
            ValueType.NAMES,
            "[]",
            "Programs that this one needs, and with which it goes down, to come back with them.",
            "binds-to bound-to part-of"),
    RESTART_WITH(
            Section.PROGRAM,
            "restart-with",
            ValueType.NAMES,
            "[]",
            "Programs that this one needs, and after whose restart it is restarted.",
            "restarts-with"),
    REPLICAS(
            Section.PROGRAM,
            "replicas",
            ValueType.COUNT,
            "one, with the plain name",
            "How many of it run, as `NAME:0`, `NAME:1` and so on.",
            "numprocs instances scale processes"),
    PORT(Section.PROGRAM, "port", ValueType.PORT, "none", "What `{port}` stands for; each replica has the next.", ""),
    SCHEDULE(
            Section.PROGRAM,
            "schedule",
            ValueType.SCHEDULE,
            "none",
            "When the program is run, if not all the time.",
            "cron cron-restart on-calendar timer"),
    TIME_ZONE(
            Section.PROGRAM,
            "time-zone",
            ValueType.ZONE,
            "that of the host",
            "Where the times of `schedule` are meant.",
            "timezone tz zone"),
    OVERLAP(
            Section.PROGRAM,
            "overlap",
            ValueType.OVERLAP,
            "\"skip\"",
            "What to do when it is time and the last run is not over: `skip`, `queue` or `replace`.",
            "concurrency-policy concurrency"),
    MISSED(
            Section.PROGRAM,
            "missed",
            ValueType.MISSED,
            "\"skip\"",
            "What to do when the time has passed while nobody could act: `skip` or `run-once`.",
            "catch-up persistent"),
    MAX_RUN_TIME(
            Section.PROGRAM,
            "max-run-time",
            ValueType.POSITIVE_DURATION,
            "no limit",
            "How long a run may last; then it is stopped and has failed.",
            "runtime-max-sec timeout max-runtime"),
    SOCKETS(
            Section.PROGRAM,
            "sockets",
            ValueType.SOCKETS,
            "{}",
            "Sockets that procmon listens on and gives to the program, by name.",
            "listen socket listen-stream"),
    UMASK(
            Section.PROGRAM,
            "umask",
            ValueType.UMASK,
            "the supervisor's own",
            "Permissions that new files do not have, in octal.",
            ""),
    NICE(
            Section.PROGRAM,
            "nice",
            ValueType.NICE,
            "the supervisor's own",
            "From -20 (first) to 19 (last): who gets the processor.",
            "priority renice"),
    OOM_SCORE(
            Section.PROGRAM,
            "oom-score",
            ValueType.OOM_SCORE,
            "the supervisor's own",
            "From -1000 (never) to 1000: who is killed when memory runs out.",
            "oom-score-adj oom-score-adjust oom"),
    LIMITS(
            Section.PROGRAM,
            "limits",
            ValueType.TABLE,
            "{}",
            "Limits of each process of the program (setrlimit(2)).",
            "rlimits ulimit ulimits"),
    NO_NEW_PRIVS(
            Section.PROGRAM,
            "no-new-privs",
            ValueType.BOOLEAN,
            "false",
            "Whether nothing that it executes can gain rights by set-user-id bits.",
            "no-new-privileges"),
    CPUS(
            Section.PROGRAM,
            "cpus",
            ValueType.PROCESSORS,
            "all",
            "Processors on which it may run.",
            "cpu-affinity affinity cpuset"),
    MEMORY_MAX(
            Section.PROGRAM,
            "memory-max",
            ValueType.BYTES,
            "no limit",
            "Memory of the program and all that it starts.",
            "memory mem-limit memory-limit"),
    CPU_MAX(
            Section.PROGRAM,
            "cpu-max",
            ValueType.CPU_MAX,
            "no limit",
            "Processor time of the program and all that it starts; 100% is one processor.",
            "cpu-quota cpu-limit"),
    PIDS_MAX(
            Section.PROGRAM,
            "pids-max",
            ValueType.POSITIVE,
            "no limit",
            "Processes and threads of the program and all that it starts.",
            "tasks-max pids-limit"),
    LOG(
            Section.PROGRAM,
            "log",
            ValueType.LOG,
            "see below",
            "What becomes of the program's output. A string is short for a table with `file` alone.",
            "logfile log-file stdout-logfile out-file output logging standard-output stdout logs"),
    TTY(
            Section.PROGRAM,
            "tty",
            ValueType.BOOLEAN,
            "false",
            "Whether the program has a pseudo-terminal in place of pipes, as what behaves otherwise without one.",
            "pty terminal pseudo-terminal stdin-open"),
    RELOAD(
            Section.PROGRAM,
            "reload",
            ValueType.TABLE,
            "see below",
            "What becomes of the program when the configuration is loaded again.",
            "on-reload exec-reload reload-signal"),
    ENABLED(
            Section.PROGRAM,
            "enabled",
            ValueType.BOOLEAN,
            "true",
            "Whether there is such a program at all.",
            "disabled autostart enable"),

    RELOAD_BY(
            Section.RELOAD,
            "by",
            ValueType.RELOAD,
            "\"restart\"",
            "How a change of what is run is brought into effect: by a `restart`, or by a successor that is to `replace` it.",
            "how strategy mode"),
    RELOAD_FILES(
            Section.RELOAD,
            "files",
            ValueType.STRINGS,
            "[]",
            "Files that the program itself reads; when one has changed, a reload concerns the program.",
            "file watch paths config"),
    RELOAD_SIGNAL(
            Section.RELOAD,
            "signal",
            ValueType.SIGNAL,
            "none",
            "What the program is sent when nothing but such a file has changed; without it, that is treated by `by`.",
            "kill sig"),

    BACKOFF_FIRST(
            Section.BACKOFF,
            "first",
            ValueType.DURATION,
            "that of `min`",
            "Wait before the first start after an early end; `0` starts at once.",
            ""),
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

    GIVE_UP_RESTARTS(
            Section.GIVE_UP,
            "restarts",
            ValueType.RESTARTS,
            Default.REQUIRED,
            "So many restarts are allowed within the time; one more is too many.",
            "max burst count retries"),
    GIVE_UP_WITHIN(
            Section.GIVE_UP,
            "within",
            ValueType.POSITIVE_DURATION,
            Default.REQUIRED,
            "The time within which they are counted.",
            "interval period window"),
    GIVE_UP_THEN(
            Section.GIVE_UP,
            "then",
            ValueType.THEN,
            "\"fail\"",
            "What then: `fail` (it stays failed), `fail-group` (its group fails), or `exit` (procmon stops everything and ends).",
            "action"),
    GIVE_UP_CODE(
            Section.GIVE_UP,
            "code",
            ValueType.EXIT_CODE,
            "10",
            "Exit code of procmon, for `then = \"exit\"`.",
            "exit-code"),

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

    STOP_SCOPE(
            Section.STOP,
            "scope",
            ValueType.SCOPE,
            "\"tree\"",
            "Who gets the signal: the `tree` of all its processes, or the `leader`. Killed is the tree in any case.",
            "kill-mode stopasgroup killasgroup"),
    STOP_COMMAND(
            Section.STOP,
            "command",
            ValueType.COMMAND,
            "none",
            "What is run instead of sending the signal; if it fails, the signal is sent.",
            "exec-stop cmd"),
    STOP_COMMAND_TIMEOUT(
            Section.STOP,
            "command-timeout",
            ValueType.POSITIVE_DURATION,
            "\"30s\"",
            "How long `command` may take.",
            ""),

    LOG_MODE(
            Section.LOG,
            "mode",
            ValueType.LOG_MODE,
            "\"lines\"",
            "How the output is kept (`lines`, `json`, `raw`), or where else it goes (`pass-through`, `none`, `inherit`).",
            "format type driver log-type style"),
    LOG_FILE(
            Section.LOG,
            "file",
            ValueType.STRING,
            "in the state directory",
            "Path of the file, relative to the directory of the config file.",
            "path stdout stdout-file stdout-logfile filename"),
    LOG_ERROR_FILE(
            Section.LOG,
            "error-file",
            ValueType.STRING,
            "with standard output",
            "Path of a file for standard error.",
            "stderr stderr-file stderr-logfile errors err-file error-log redirect-stderr standard-error"),
    LOG_ROTATE(
            Section.LOG,
            "rotate",
            ValueType.SIZE,
            "\"10MB\"",
            "Size at which a new file is begun, or `\"never\"`.",
            "size max-size maxbytes rotate-size stdout-logfile-maxbytes stderr-logfile-maxbytes logfile-maxbytes"),
    LOG_ROTATE_EVERY(
            Section.LOG,
            "rotate-every",
            ValueType.ROTATE_EVERY,
            "\"never\"",
            "How often a new file is begun, counted from midnight on the host, or `\"never\"`.",
            "interval every when rotate-interval frequency"),
    LOG_KEEP(
            Section.LOG,
            "keep",
            ValueType.COUNT,
            "5",
            "How many older files are kept; the oldest are deleted.",
            "backups max-files max-file max-backups rotate-count stdout-logfile-backups stderr-logfile-backups"
                    + " logfile-backups"),
    LOG_KEEP_FOR(
            Section.LOG,
            "keep-for",
            ValueType.KEEP_FOR,
            "\"forever\"",
            "How long an older file is kept at the most, or `\"forever\"`.",
            "max-age age retention retain"),
    LOG_KEEP_TOTAL(
            Section.LOG,
            "keep-total",
            ValueType.TOTAL,
            "\"unlimited\"",
            "What the older files may take together, as they are on disk, or `\"unlimited\"`.",
            "total total-size max-total max-use system-max-use"),
    LOG_COMPRESS(
            Section.LOG,
            "compress",
            ValueType.COMPRESSION,
            "\"none\"",
            "How older files are compressed: `none`, `gzip` or `zstd`.",
            "compression zip"),
    LOG_ON_FULL(
            Section.LOG,
            "on-full",
            ValueType.ON_FULL,
            "\"wait\"",
            "What happens where output can neither be written nor be kept in memory: the program waits (`wait`), or the oldest lines are dropped and counted (`drop-oldest`).",
            "full overflow on-overflow delivery"),
    LOG_SHOW(
            Section.LOG,
            "show",
            ValueType.SHOW,
            "\"prefixed\"",
            "Whether `procmon up` shows the output: with the name of the program before each line (`prefixed`), the lines alone (`plain`), or not (`no`).",
            "console echo print prefix"),
    LOG_FORWARD(
            Section.LOG,
            "forward",
            ValueType.RECEIVERS,
            "[]",
            "Receivers that the output is forwarded to, by the names of their tables `[forward.NAME]`.",
            "forwards ship to syslog journald otlp stdout-syslog stderr-syslog targets receivers"),

    PRE_START(
            Section.HOOKS,
            "pre-start",
            ValueType.HOOK,
            "none",
            "Before each start. If it fails, the start has failed.",
            "before-start exec-start-pre"),
    POST_START(
            Section.HOOKS,
            "post-start",
            ValueType.HOOK,
            "none",
            "Once the program is ready.",
            "after-start exec-start-post"),
    PRE_STOP(Section.HOOKS, "pre-stop", ValueType.HOOK, "none", "Before the program is told to end.", "before-stop"),
    POST_STOP(
            Section.HOOKS,
            "post-stop",
            ValueType.HOOK,
            "none",
            "When none of its processes is left, before whatever comes next.",
            "after-stop exec-stop-post"),

    HOOK_COMMAND(
            Section.HOOK,
            "command",
            ValueType.COMMAND,
            Default.REQUIRED,
            "What to run, in the environment, directory and identity of the program.",
            "cmd exec run"),
    HOOK_TIMEOUT(
            Section.HOOK,
            "timeout",
            ValueType.POSITIVE_DURATION,
            "\"30s\"",
            "How long it may take; then it is killed and has failed.",
            ""),

    READY_HTTP(
            Section.READY,
            "http",
            ValueType.URL,
            "none",
            "Passes when a GET request is answered as expected.",
            "http-get url"),
    READY_STATUS(
            Section.READY,
            "status",
            ValueType.STATUS,
            "\"200-399\"",
            "Status codes that pass, for `http`.",
            "code status-code"),
    READY_HEADERS(
            Section.READY,
            "headers",
            ValueType.HEADERS,
            "{}",
            "Headers that are sent, for `http`.",
            "header http-headers"),
    READY_BODY(
            Section.READY,
            "body",
            ValueType.PATTERN,
            "anything",
            "Regular expression that must be found in the first 64 KiB of the body, for `http`.",
            "match"),
    READY_TCP(
            Section.READY,
            "tcp",
            ValueType.ADDRESS,
            "none",
            "Passes when a connection is accepted.",
            "tcp-socket port connect"),
    READY_EXEC(
            Section.READY,
            "exec",
            ValueType.COMMAND,
            "none",
            "Passes when a command exits with 0.",
            "command cmd test"),
    READY_LOG(
            Section.READY,
            "log",
            ValueType.PATTERN,
            "none",
            "Passes once the regular expression is found in a line of this run's output.",
            "log-line ready-log-line output"),
    READY_FILE(
            Section.READY,
            "file",
            ValueType.STRING,
            "none",
            "Passes when there is such a file, relative to `cwd`.",
            "path file-exists"),
    READY_PERIOD(
            Section.READY,
            "period",
            ValueType.PROBE_DURATION,
            "\"10s\"",
            "From one look to the next.",
            "interval every period-seconds"),
    READY_TIMEOUT(
            Section.READY,
            "timeout",
            ValueType.PROBE_DURATION,
            "\"3s\"",
            "How long a look may take; then it has failed.",
            "timeout-seconds"),
    READY_FAILURES(
            Section.READY,
            "failures",
            ValueType.THRESHOLD,
            "3",
            "So many failures in a row count.",
            "retries failure-threshold"),
    READY_SUCCESSES(
            Section.READY,
            "successes",
            ValueType.THRESHOLD,
            "1",
            "So many successes in a row count.",
            "success-threshold"),
    READY_START_PERIOD(
            Section.READY,
            "start-period",
            ValueType.DURATION,
            "\"0s\"",
            "Failures so soon after the start do not count.",
            "initial-delay initial-delay-seconds delay"),
    READY_WITHIN(
            Section.READY,
            "within",
            ValueType.POSITIVE_DURATION,
            "\"1m\"",
            "How long a start may take; a program that is not ready by then has failed to start.",
            "start-timeout deadline timeout-start-sec"),

    LIVE_HTTP(
            Section.LIVE,
            "http",
            ValueType.URL,
            "none",
            "Passes when a GET request is answered as expected.",
            "http-get url"),
    LIVE_STATUS(
            Section.LIVE,
            "status",
            ValueType.STATUS,
            "\"200-399\"",
            "Status codes that pass, for `http`.",
            "code status-code"),
    LIVE_HEADERS(
            Section.LIVE,
            "headers",
            ValueType.HEADERS,
            "{}",
            "Headers that are sent, for `http`.",
            "header http-headers"),
    LIVE_BODY(
            Section.LIVE,
            "body",
            ValueType.PATTERN,
            "anything",
            "Regular expression that must be found in the first 64 KiB of the body, for `http`.",
            "match"),
    LIVE_TCP(
            Section.LIVE,
            "tcp",
            ValueType.ADDRESS,
            "none",
            "Passes when a connection is accepted.",
            "tcp-socket port connect"),
    LIVE_EXEC(
            Section.LIVE, "exec", ValueType.COMMAND, "none", "Passes when a command exits with 0.", "command cmd test"),
    LIVE_FILE(
            Section.LIVE,
            "file",
            ValueType.STRING,
            "none",
            "Passes when there is such a file, relative to `cwd`.",
            "path file-exists"),
    LIVE_PERIOD(
            Section.LIVE,
            "period",
            ValueType.PROBE_DURATION,
            "\"10s\"",
            "From one look to the next.",
            "interval every period-seconds"),
    LIVE_TIMEOUT(
            Section.LIVE,
            "timeout",
            ValueType.PROBE_DURATION,
            "\"3s\"",
            "How long a look may take; then it has failed.",
            "timeout-seconds"),
    LIVE_FAILURES(
            Section.LIVE,
            "failures",
            ValueType.THRESHOLD,
            "3",
            "So many failures in a row count.",
            "retries failure-threshold"),
    LIVE_SUCCESSES(
            Section.LIVE,
            "successes",
            ValueType.THRESHOLD,
            "1",
            "So many successes in a row count.",
            "success-threshold"),
    LIVE_START_PERIOD(
            Section.LIVE,
            "start-period",
            ValueType.DURATION,
            "\"0s\"",
            "Failures so soon after the start do not count.",
            "initial-delay initial-delay-seconds delay"),

    RESTART_IF_RSS(
            Section.RESTART_IF,
            "rss",
            ValueType.BYTES,
            Default.REQUIRED,
            "More resident memory than this, of the program and all that it starts.",
            "memory mem"),
    RESTART_IF_FOR(Section.RESTART_IF, "for", ValueType.DURATION, "\"1m\"", "For so long.", "time during"),

    LIMIT_NOFILE(
            Section.LIMITS,
            "nofile",
            ValueType.LIMIT_COUNT,
            "the supervisor's own",
            "Open files of a process.",
            "open-files limit-nofile"),
    LIMIT_NPROC(
            Section.LIMITS,
            "nproc",
            ValueType.LIMIT_COUNT,
            "the supervisor's own",
            "Processes and threads of the user.",
            "processes limit-nproc"),
    LIMIT_CORE(
            Section.LIMITS,
            "core",
            ValueType.LIMIT_SIZE,
            "the supervisor's own",
            "Size of a core file.",
            "limit-core coredump"),
    LIMIT_AS(
            Section.LIMITS,
            "as",
            ValueType.LIMIT_SIZE,
            "the supervisor's own",
            "Address space.",
            "address-space limit-as vmem"),
    LIMIT_CPU(
            Section.LIMITS,
            "cpu",
            ValueType.LIMIT_TIME,
            "the supervisor's own",
            "Processor time, in whole seconds.",
            "limit-cpu"),
    LIMIT_DATA(Section.LIMITS, "data", ValueType.LIMIT_SIZE, "the supervisor's own", "Data segment.", "limit-data"),
    LIMIT_FSIZE(
            Section.LIMITS,
            "fsize",
            ValueType.LIMIT_SIZE,
            "the supervisor's own",
            "Size of a file that is written.",
            "file-size limit-fsize"),
    LIMIT_MEMLOCK(
            Section.LIMITS,
            "memlock",
            ValueType.LIMIT_SIZE,
            "the supervisor's own",
            "Locked memory.",
            "locked-memory limit-memlock"),
    LIMIT_STACK(
            Section.LIMITS,
            "stack",
            ValueType.LIMIT_SIZE,
            "the supervisor's own",
            "Stack of the main thread.",
            "limit-stack"),

    LIMIT_SOFT(Section.LIMIT, "soft", ValueType.LIMIT, Default.REQUIRED, "What is in force.", ""),
    LIMIT_HARD(Section.LIMIT, "hard", ValueType.LIMIT, Default.REQUIRED, "Up to where the program may raise it.", ""),

    MEMBERS(
            Section.GROUP,
            "members",
            ValueType.NAMES,
            Default.REQUIRED,
            "Programs and groups that belong to it, in their order.",
            "programs children"),
    STRATEGY(
            Section.GROUP,
            "strategy",
            ValueType.STRATEGY,
            "\"one-for-one\"",
            "Who is restarted when a member has died: it alone (`one-for-one`), all (`one-for-all`), or it and those after it (`rest-for-one`).",
            "restart-strategy"),
    GROUP_GIVE_UP(
            Section.GROUP,
            "give-up",
            ValueType.TABLE,
            "never",
            "When the group is given up: all its members are stopped and stay failed.",
            "intensity max-restarts"),

    FORWARD_SYSLOG(
            Section.FORWARD,
            "syslog",
            ValueType.SYSLOG,
            "none",
            "A syslog daemon: the path of its socket, or `tcp://HOST:PORT`.",
            "socket address host server tcp udp unix"),
    FORWARD_JOURNALD(
            Section.FORWARD,
            "journald",
            ValueType.JOURNALD,
            "none",
            "The journal of this host: `true`, or the path of its socket.",
            "journal systemd"),
    FORWARD_OTLP(
            Section.FORWARD,
            "otlp",
            ValueType.OTLP,
            "none",
            "An OpenTelemetry collector: the URL at which it takes logs by OTLP over HTTP.",
            "url endpoint http collector otel opentelemetry"),
    FORWARD_FACILITY(
            Section.FORWARD,
            "facility",
            ValueType.FACILITY,
            "\"daemon\"",
            "The facility that `syslog` is told, by its name or number.",
            "syslog-facility"),
    FORWARD_HEADERS(
            Section.FORWARD,
            "headers",
            ValueType.HEADERS,
            "{}",
            "Headers that are sent with each request, for `otlp`.",
            "header http-headers"),
    FORWARD_HEADERS_FILE(
            Section.FORWARD,
            "headers-file",
            ValueType.STRING,
            "none",
            "File with such headers, one a line, which are never shown.",
            "token-file secret credentials header-file"),
    FORWARD_QUEUE(
            Section.FORWARD,
            "queue",
            ValueType.BYTES,
            "\"1MiB\"",
            "How much output may be on the way at the same time, from 64KiB to 1MiB.",
            "buffer size queue-size buffer-size max-buffer");

    /** Words for a default that is no value. */
    private static final class Default {
        static final String REQUIRED = "required";
    }

    private static final List<Key> ALL = List.of(values());
    private static final Map<Section, Map<String, Key>> OF_SECTION = new EnumMap<>(Section.class);

    static {
        for (Section section : Section.values()) {
            OF_SECTION.put(section, new LinkedHashMap<>());
        }
        for (Key key : ALL) {
            in(key.section).put(key.key, key);
        }
    }

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

    /** Return the keys of a section in the order of the manual. */
    static List<Key> of(Section section) {
        return List.copyOf(in(section).values());
    }

    /** Find the key of a section by its name in the file. */
    static Optional<Key> find(Section section, String key) {
        return Optional.ofNullable(in(section).get(key));
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

    /** Tell whether its table has no meaning without it. */
    boolean isRequired() {
        return standard.equals(Default.REQUIRED);
    }

    /** Tell whether a string is a command line to it, which is split into words. */
    boolean takesCommandLine() {
        return type == ValueType.COMMAND || type == ValueType.HOOK;
    }

    /** Return the section of the keys in its value, where that can be a table of them. */
    Optional<Section> inner() {
        if (type == ValueType.HOOK) {
            return Optional.of(Section.HOOK);
        }
        if (section == Section.LIMITS) {
            return Optional.of(Section.LIMIT);
        }
        String prefix = (this == GROUP_GIVE_UP ? GIVE_UP : this).path().concat(".");
        for (Section inner : Section.values()) {
            if (inner.prefix().equals(prefix)) {
                return Optional.of(inner);
            }
        }
        return Optional.empty();
    }

    /** Return the names that other supervisors give it, or that people try. */
    List<String> elsewhere() {
        return elsewhere.isEmpty() ? List.of() : List.of(elsewhere.split(" ", -1));
    }

    private static Map<String, Key> in(Section section) {
        return Objects.requireNonNull(OF_SECTION.get(section));
    }
}
