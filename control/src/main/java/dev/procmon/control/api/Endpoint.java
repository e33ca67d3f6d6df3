// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.api;

/**
 * All that the API has: the server dispatches by this table, the client calls by it, and the OpenAPI document is written from it.
 */
public enum Endpoint {
    INSTANCE("GET", "/v1/instance", Role.VIEW, "The supervisor itself."),
    PROGRAMS("GET", "/v1/programs", Role.VIEW, "All programs, or those of some names and patterns."),
    PROGRAM("GET", "/v1/programs/{name}", Role.VIEW, "One program."),
    WHY("GET", "/v1/programs/{name}/why", Role.VIEW, "Why a program is as it is, down to the root cause."),
    RUNS("GET", "/v1/programs/{name}/runs", Role.VIEW, "The runs of a program that the event log knows of."),
    EVENTS("GET", "/v1/events", Role.VIEW, "Events; as a stream with Accept: text/event-stream."),
    LOGS("GET", "/v1/logs", Role.VIEW, "What programs have written; as a stream with Accept: text/event-stream."),
    LOG_FILES("POST", "/v1/logs", Role.OPERATE, "Open the files of output anew, or begin new ones."),
    METRICS("GET", "/metrics", Role.VIEW, "Figures in the text format of Prometheus."),
    ACTIONS("POST", "/v1/actions", Role.OPERATE, "Ask for something about programs."),
    CONFIG("GET", "/v1/config", Role.CONFIGURE, "What is in effect, as a configuration file."),
    PLAN("GET", "/v1/plan", Role.CONFIGURE, "What a reload would do."),
    RELOAD("POST", "/v1/reload", Role.CONFIGURE, "Bring what the file says into effect."),
    SHUTDOWN("POST", "/v1/shutdown", Role.CONFIGURE, "Stop all programs and end the supervisor."),
    OPENAPI("GET", "/v1/openapi.json", Role.VIEW, "This API, as an OpenAPI document.");

    private final String method;
    private final String path;
    private final Role role;
    private final String summary;

    Endpoint(String method, String path, Role role, String summary) {
        this.method = method;
        this.path = path;
        this.role = role;
        this.summary = summary;
    }

    /** Return the HTTP method. */
    public String method() {
        return method;
    }

    /** Return the path; {@code {name}} stands for the name of a program. */
    public String path() {
        return path;
    }

    /** Return the role that it needs. Removing programs needs {@link Role#CONFIGURE} as well. */
    public Role role() {
        return role;
    }

    /** Return what it is for. */
    public String summary() {
        return summary;
    }
}
