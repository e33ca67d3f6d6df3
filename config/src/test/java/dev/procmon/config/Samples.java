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
            log = { file = "/var/log/audit.log", rotate = "1GiB", keep = 0 }
            stop.grace = 0
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
