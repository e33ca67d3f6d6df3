// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

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
    COUNT("integer", "an integer from 0 to " + LogFile.KEEP_MAX),
    TABLE("table", "a table such as { key = \"value\" }"),
    LOG("table or string", "a table such as { file = \"web.log\", keep = 5 }, or the path of a file");

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
