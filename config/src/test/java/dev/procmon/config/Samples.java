// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Configurations for tests. */
final class Samples {

    /** Every key, in the notations that it has. */
    static final String FULL = """
            # A comment
            [program.db]
            command = ["/usr/lib/postgresql/15/bin/postgres", "-D", "da\\u0074a"] # another
            cwd = "/var/lib/postgresql"
            user = "postgres"
            group = 120
            stop = { signal = "INT", grace = "30s" }
            restart = "on-failure"
            success-codes = [0, 3,
              255]

            [program."web.1"]
            command = 'bin/server --port "80 80"'
            cwd = "./web"
            env.HOST = "localhost"
            env."odd name" = 'x"y'
            backoff.min = 1.5
            backoff.max = "30s"

            [program.worker]
            command = '''bin/worker --quiet'''
            restart = "never"
            log = "logs/worker.log"
            [program.worker.backoff]
            min = "1s500ms"
            max = 3600
            factor = 1.25
            jitter = 0.125
            threshold = "2m"

            [program.audit]
            command = "bin/audit"
            log = { file = "/var/log/audit.log", rotate = "1GiB", keep = 0, compress = "zstd", forward = ["central", "journal"] }
            reload = { by = "replace", files = ["audit.rules", "/etc/hosts"], signal = "HUP" }
            stop.grace = 0
            restart-with = ["db"]
            wants = ["worker"]

            [program.api]
            command = "bin/api --port {port} --name api-{replica}"
            replicas = 3
            port = 8080
            env = { NAME = "{replica}" }
            log = "logs/api-{replica}.log"
            needs = { db = "ready", worker = "completed" }
            bound = ["cache"]
            sockets = { admin = "unix:run/api-{replica}.sock", "h 2" = "*:9000", six = "[::1]:1{port}" }
            ready = { http = "http://127.0.0.1:{port}/health?x={replica}", status = 200, headers = { Accept = "*/*" }, body = 'ok \\d{1,3}', within = "90s" }
            live = { tcp = "unix:run/api-{replica}.sock", period = "5s", timeout = 2, failures = 5, successes = 2, start-period = "1m" }
            hooks = { pre-start = "bin/prepare {replica}", post-start = ["a"], pre-stop = { command = "b", timeout = "5s" }, post-stop = { command = ["c", "{port}"] } }
            stop = { signal = "USR1", scope = "leader", command = "bin/stop {replica}", command-timeout = "2s" }
            give-up = { restarts = 5, within = "1m", then = "exit", code = 3 }
            backoff.first = 0
            restart-if = { rss = "1GB", for = "30s" }
            max-run-time = "12h"
            user = "api"
            groups = ["audio", 44]
            umask = "027"
            nice = -5
            oom-score = 500
            no-new-privs = true
            cpus = "0-3,8"
            memory-max = "512MiB"
            cpu-max = "150%"
            pids-max = 100
            success-signals = ["TERM", 2]
            no-restart-codes = [7, 8]
            [program.api.limits]
            nofile = { soft = 1024, hard = 4096 }
            nproc = 100
            core = "unlimited"
            as = "2GiB"
            cpu = "1m"
            data = { soft = "1MB", hard = "unlimited" }
            fsize = 0
            memlock = 65536
            stack = "8MiB"

            [program.cache]
            command = "bin/cache"
            notify = "sd"
            notify-access = "all"
            watchdog = "30s"
            extend-max = "5m"
            ready.within = "10s"

            [program.s6]
            command = "bin/s6"
            notify-fd = 4
            sockets.http = ":80"

            [program.gate]
            command = "bin/gate"
            ready.log = 'listening on (\\d+)'
            live = { exec = ["bin/probe", "x"], period = 1 }
            give-up = { restarts = 0, within = 1, then = "fail-group" }

            [program.file]
            command = "bin/file"
            log = { mode = "raw", file = "/var/log/file.log", error-file = "file.err", rotate-every = "1d", keep-for = "30d", keep-total = "10GiB", show = "no" }
            needs = ["cache", "s6"]
            ready.file = "run/ready"
            live.file = "/run/alive"

            [program.console]
            command = "bin/console"
            tty = true
            log = { mode = "json", compress = "gzip", on-full = "drop-oldest", show = "plain", forward = ["traces"] }

            [program.quiet]
            command = "bin/quiet"
            log.mode = "none"

            [program.loud]
            command = "bin/loud"
            log = { mode = "pass-through", show = "plain" }

            [program.bare]
            command = "bin/bare"
            log = { mode = "inherit" }

            [program.report]
            command = "bin/report"
            schedule = "0 30 3 * * MON-FRI"
            time-zone = "Europe/Berlin"
            overlap = "replace"
            missed = "run-once"
            restart = "on-failure"

            [program.tick]
            command = "bin/tick"
            schedule = "@every 10s"
            live.http = "unix:/run/tick.sock:/health"
            live.status = "200-204"

            [group.inner]
            members = ["gate", "file"]
            strategy = "rest-for-one"
            give-up = { restarts = 3, within = "10s", then = "fail-group" }

            [group.outer]
            members = ["cache", "inner"]
            strategy = "one-for-all"

            [forward.central]
            syslog = "tcp://logs.example:6514"
            facility = "local0"
            queue = "256KiB"

            [forward.local]
            syslog = "unix:run/log"
            facility = 16

            [forward.journal]
            journald = true

            [forward.traces]
            otlp = "https://collector.example:4318/v1/logs"
            headers = { Authorization = "Bearer x" }

            [supervisor]
            max-starting = 4
            name = "shop"
            exit-with = "db"
            forward-signals = ["USR1", "SIGWINCH"]
            events = { keep = "1GiB" }
            [supervisor.api]
            clients = 20
            view = ["user:monitor", "group:7"]
            operate = ["group:ops"]
            configure = ["user:0"]
            tcp = "*:9273"
            token-file = "api.token"
            tls = { certificate = "cert.pem", key = "/etc/key.pem" }
            hosts = ["procmon.example", "10.0.0.1"]
            origins = ["https://panel.example:8443"]
            """;

    /** The same, with all by which a configuration is composed. */
    static final String COMPOSED = "include = ['none.d/*.toml']\n" + FULL + """
            [defaults]
            env = { HOST = "${HOST:-localhost}", "$${" = "$${X}" }
            stop = { grace = "1s", command-timeout = "3s" }
            log = { keep = 2, rotate-every = "7d" }
            notify-access = "all"
            overlap = "queue"

            [program.left]
            command = "bin/left '${X}' ${X:-a b}"
            enabled = false

            [profile.dev.program.left]
            enabled = true
            env = { HOST = "x" }
            [profile.dev.defaults]
            nice = 3
            """;

    private Samples() {}

    static Configuration valid(String text) {
        return valid(Path.of("/srv/app/procmon.toml"), text);
    }

    static Configuration valid(Path file, String text) {
        return switch (ConfigReader.read(file, text)) {
            case ConfigResult.Valid valid -> valid.configuration();
            case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems() + "\n" + text);
        };
    }

    /** Return what the programs of a text are made of. */
    static List<ProgramInstance> instances(String text) {
        return instances(valid(text));
    }

    static List<ProgramInstance> instances(Configuration configuration) {
        List<ProgramInstance> instances = new ArrayList<>();
        configuration.programs().forEach(program -> instances.addAll(program.instances()));
        return instances;
    }
}
