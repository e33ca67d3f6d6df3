// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.program.Attributes;

/** What kind of value a key takes. */
enum ValueType {
    PROGRAMS("tables", "a table for each program, [program.NAME]"),
    COMMAND(
            "array of strings, or string",
            "an array of strings such as [\"bin/server\", \"--port\", \"8080\"], or one string"),
    STRING("string", "a string"),
    STRINGS("string, or array of strings", "a string or an array of strings"),
    VARIABLES("table of strings", "a table of strings such as { NAME = \"value\" }"),
    ACCOUNT("string or integer", "a name or a number"),
    RESTART("string", "\"always\", \"on-failure\" or \"never\""),
    EXIT_CODES("array of integers", "an array of integers from 0 to 255 such as [0, 3]"),
    DURATION("duration", "a duration such as \"500ms\", \"2s\", \"1m30s\", \"2h\" or \"1d\", or a number of seconds"),
    FACTOR("number", "a number of at least 1"),
    RATIO("percentage or number", "a percentage such as \"10%\", or a number from 0 to 1"),
    SIGNAL("string or integer", "the name of a signal such as \"TERM\" or \"USR1\", or its number"),
    SIZE("size", "a size such as \"512KB\", \"10MB\" or \"1GiB\", a number of bytes, or \"never\""),
    GROUPS("tables", "a table for each group, [group.NAME]"),
    ACCOUNTS("array of strings and integers", "an array of names and numbers such as [\"audio\", 44]"),
    SIGNALS("array of strings", "an array of names of signals such as [\"TERM\", \"INT\"]"),
    BOOLEAN("true or false", "true or false"),
    POSITIVE("integer", "an integer from 1 to 1000000"),
    THRESHOLD("integer", "an integer from 1 to 1000"),
    RESTARTS("integer", "an integer from 0 to " + RestartIntensity.RESTARTS_MAX),
    EXIT_CODE("integer", "an integer from 0 to 255"),
    DESCRIPTOR("integer", "an integer from 3 to 1023"),
    PORT("integer", "an integer from 1 to 65535"),
    NICE("integer", "an integer from -20 to 19"),
    OOM_SCORE("integer", "an integer from -1000 to 1000"),
    UMASK("string", "a string of octal digits from \"000\" to \"777\" such as \"027\""),
    POSITIVE_DURATION(
            "duration",
            "a duration above 0 such as \"500ms\", \"2s\", \"1m30s\", \"2h\" or \"1d\", or a number of seconds"),
    PROBE_DURATION(
            "duration",
            "a duration of at least 10ms such as \"500ms\", \"2s\", \"1m30s\", \"2h\" or \"1d\", or a number of seconds"),
    THEN("string", "\"fail\", \"fail-group\" or \"exit\""),
    SCOPE("string", "\"tree\" or \"leader\""),
    OVERLAP("string", "\"skip\", \"queue\" or \"replace\""),
    MISSED("string", "\"skip\" or \"run-once\""),
    STRATEGY("string", "\"one-for-one\", \"one-for-all\" or \"rest-for-one\""),
    CONDITION("string", "\"started\", \"ready\" or \"completed\""),
    NOTIFY("string", "\"sd\""),
    NOTIFY_ACCESS("string", "\"main\" or \"all\""),
    NEEDS(
            "table of strings, or array of strings",
            "a table such as { db = \"ready\" }, or an array of names such as [\"db\", \"cache\"]"),
    NAMES("array of strings", "an array of names such as [\"db\", \"cache\"]"),
    HOOK("command, or table", "a command such as [\"bin/migrate\"], or a table with \"command\" and \"timeout\""),
    URL(
            "string",
            "a URL such as \"http://127.0.0.1:8080/health\", or a socket and a path such as \"unix:/run/web.sock:/health\""),
    ADDRESS(
            "string",
            "a host and a port such as \"127.0.0.1:5432\" or \"[::1]:5432\", or a socket such as \"unix:/run/db.sock\""),
    STATUS("integer or string", "a status code from 100 to 599 such as 200, or a range such as \"200-399\""),
    HEADERS("table of strings", "a table of strings such as { Accept = \"text/plain\" }"),
    PATTERN("string", "a regular expression in a string such as 'ready on port [0-9]+'"),
    BYTES("size", "a size such as \"512MB\" or \"1GiB\", or a number of bytes, above 0"),
    CPU_MAX(
            "percentage or number",
            "a percentage such as \"150%\", or a number of processors such as 1.5, from 0.01 to 1024"),
    PROCESSORS(
            "string, or array of integers",
            "processors such as \"0-3,8\" or [0, 1], from 0 to " + Attributes.PROCESSOR_MAX),
    LIMIT("see `limits`", "a limit"),
    LIMIT_COUNT(
            "integer, string or table", "a number, \"unlimited\", or both limits such as { soft = 1024, hard = 4096 }"),
    LIMIT_SIZE(
            "size, string or table",
            "a size such as \"64MB\", \"unlimited\", or both limits such as { soft = 0, hard = \"unlimited\" }"),
    LIMIT_TIME(
            "duration, string or table",
            "a duration of whole seconds such as \"30s\", \"unlimited\", or both limits such as { soft = \"30s\", hard = \"1m\" }"),
    SOCKETS(
            "table of strings",
            "a table of strings such as { http = \"127.0.0.1:8080\", admin = \"unix:/run/x.sock\" }"),
    SCHEDULE("string", "a line of cron such as \"0 3 * * *\", a word such as \"@hourly\", or \"@every 10s\""),
    ZONE("string", "a time zone such as \"Europe/Berlin\" or \"UTC\""),
    COUNT("integer", "an integer from 0 to " + LogPolicy.KEEP_MAX),
    INCLUDE("string, or array of strings", "paths such as [\"conf.d/*.toml\", \"extra.toml\"]"),
    PROFILES("tables", "a table for each profile, [profile.NAME]"),
    INSTANCE_NAME("string", "a name such as \"shop\""),
    NAME("string", "the name of a program such as \"web\""),
    RELOAD("string", "\"restart\" or \"replace\""),
    FILES("table of strings", "a table of files such as { DATABASE_PASSWORD = \"secrets/db-password\" }"),
    CLIENTS("integer", "an integer from 1 to " + ApiSettings.CLIENTS_MAX),
    PRINCIPALS("array of strings", "an array of users and groups such as [\"user:monitor\", \"group:ops\"]"),
    LISTENER("string", "an address and a port such as \"127.0.0.1:9273\" or \"[::1]:9273\""),
    HOSTS("array of strings", "an array of hosts such as [\"procmon.example\"]"),
    ORIGINS("array of strings", "an array of origins such as [\"https://panel.example\"]"),
    TABLE("table", "a table such as { key = \"value\" }"),
    LOG("table or string", "a table such as { file = \"web.log\", keep = 5 }, or the path of a file"),
    LOG_MODE("string", "\"lines\", \"json\", \"raw\", \"pass-through\", \"none\" or \"inherit\""),
    COMPRESSION("string", "\"none\", \"gzip\" or \"zstd\""),
    ON_FULL("string", "\"wait\" or \"drop-oldest\""),
    SHOW("string", "\"prefixed\", \"plain\" or \"no\""),
    ROTATE_EVERY(
            "duration",
            "a duration of whole seconds that a day is a multiple of, or of whole days, such as \"15m\", \"1h\", \"1d\" or \"7d\", or \"never\""),
    KEEP_FOR("duration", "a duration above 0 such as \"12h\" or \"30d\", a number of seconds, or \"forever\""),
    TOTAL("size", "a size above 0 such as \"512MB\" or \"10GiB\", a number of bytes, or \"unlimited\""),
    RECEIVERS("array of strings", "an array of names of receivers such as [\"central\"]"),
    FORWARDS("tables", "a table for each receiver, [forward.NAME]"),
    SYSLOG("string", "the path of a socket such as \"/dev/log\", or \"tcp://HOST:PORT\""),
    JOURNALD("true, or string", "true, or the path of a socket"),
    OTLP("string", "a URL such as \"http://localhost:4318/v1/logs\""),
    FACILITY(
            "string or integer", "the name of a facility such as \"daemon\" or \"local0\", or its number from 0 to 23");

    private final String title;
    private final String expected;

    ValueType(String title, String expected) {
        this.title = title;
        this.expected = expected;
    }

    /** Return its name in the manual. */
    String title() {
        return title;
    }

    /** Say what was expected, for a message. */
    String expected() {
        return expected;
    }
}
