// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

/** The tables of the file whose keys are known. */
enum Section {
    FILE("", "the file"),
    PROFILE("profile.NAME.", "[profile.NAME]"),
    SUPERVISOR("supervisor.", "[supervisor]"),
    EVENTS("supervisor.events.", "events"),
    API("supervisor.api.", "[supervisor.api]"),
    TLS("supervisor.api.tls.", "tls"),
    PROGRAM("", "[program.NAME]"),
    BACKOFF("backoff.", "backoff"),
    GIVE_UP("give-up.", "give-up"),
    STOP("stop.", "stop"),
    LOG("log.", "log"),
    RELOAD("reload.", "reload"),
    HOOKS("hooks.", "hooks"),
    HOOK("hooks.NAME.", "a hook"),
    READY("ready.", "ready"),
    LIVE("live.", "live"),
    RESTART_IF("restart-if.", "restart-if"),
    LIMITS("limits.", "limits"),
    LIMIT("limits.NAME.", "a limit"),
    GROUP("", "[group.NAME]"),
    FORWARD("forward.NAME.", "[forward.NAME]");

    private final String prefix;
    private final String title;

    Section(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** Return what its keys begin with when they are named from the table of a program or a group. */
    String prefix() {
        return prefix;
    }

    /** Return its name, for a message. */
    String title() {
        return title;
    }

    /** Tell whether its keys belong to a program. */
    boolean isOfProgram() {
        return this != FILE
                && this != PROFILE
                && this != GROUP
                && this != FORWARD
                && !prefix.startsWith(SUPERVISOR.prefix);
    }
}
