// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.status;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running supervisor.
 *
 * @param name the name of the instance
 * @param pid its process
 * @param version which procmon it is
 * @param startedAt when it was started
 * @param config its configuration file, in full; empty where it has none
 * @param profiles the profiles that are chosen
 * @param phase {@code starting}, {@code running}, {@code reloading} or {@code stopping}
 * @param programs how many children there are
 * @param asWanted how many of them are as was asked for
 * @param stateDirectory where it keeps its event log
 * @param troubles what does not work at the moment, such as a state directory that cannot be written; one sentence each
 */
public record InstanceStatus(
        String name,
        long pid,
        String version,
        Instant startedAt,
        Optional<String> config,
        List<String> profiles,
        String phase,
        long programs,
        long asWanted,
        Optional<String> stateDirectory,
        List<String> troubles)
        implements ToJson {

    public InstanceStatus {
        profiles = List.copyOf(profiles);
        troubles = List.copyOf(troubles);
    }

    /** Return the same as it is when it was asked to end. */
    public InstanceStatus stopping() {
        return new InstanceStatus(
                name,
                pid,
                version,
                startedAt,
                config,
                profiles,
                "stopping",
                programs,
                asWanted,
                stateDirectory,
                troubles);
    }

    /** Return the same as it is when it has ended: in a phase {@code ended}, without programs, and without troubles. */
    public InstanceStatus ended() {
        return new InstanceStatus(
                name, pid, version, startedAt, config, profiles, "ended", 0, 0, stateDirectory, List.of());
    }

    @Override
    public void fields(JsonFields out) {
        out.text("name", name).number("pid", pid).text("version", version).time("started_at", startedAt);
        out.text("config", config).texts("profiles", profiles).text("phase", phase);
        out.number("programs", programs).number("as_wanted", asWanted);
        out.text("state_directory", stateDirectory).texts("troubles", troubles);
    }

    /** Read it back. */
    public static InstanceStatus of(JsonObject json) {
        return new InstanceStatus(
                json.text("name"),
                json.number("pid"),
                json.text("version"),
                json.time("started_at"),
                json.maybeText("config"),
                json.texts("profiles"),
                json.text("phase"),
                json.number("programs"),
                json.number("as_wanted"),
                json.maybeText("state_directory"),
                json.texts("troubles"));
    }
}
