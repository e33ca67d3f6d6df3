// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.plan;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.util.List;

/**
 * What has to be done to bring what the file says into effect.
 *
 * @param file the configuration file
 * @param steps in the order in which they are done
 * @param unchanged the children that are not touched, in the order of the file
 * @param settings what changes of the supervisor itself
 * @param warnings what is allowed in the file but hardly meant
 */
public record Plan(
        String file, List<Step> steps, List<String> unchanged, List<KeyChange> settings, List<String> warnings)
        implements ToJson {

    public Plan {
        steps = List.copyOf(steps);
        unchanged = List.copyOf(unchanged);
        settings = List.copyOf(settings);
        warnings = List.copyOf(warnings);
    }

    /** Tell whether nothing has to be done. */
    public boolean isEmpty() {
        return steps.isEmpty() && settings.isEmpty();
    }

    /**
     * A key of the file that says something else.
     *
     * @param key its path, such as {@code stop.grace}
     * @param before what it said; empty where it was not there
     * @param after what it says; empty where it is not there any longer
     */
    public record KeyChange(String key, String before, String after) implements ToJson {

        @Override
        public void fields(JsonFields out) {
            out.text("key", key).text("before", before).text("after", after);
        }

        /** Read it back. */
        public static KeyChange of(JsonObject json) {
            return new KeyChange(json.text("key"), json.text("before"), json.text("after"));
        }
    }

    /**
     * What is done to one child.
     *
     * @param program its name
     * @param action {@code start}, {@code stop}, {@code restart}, {@code replace}, {@code signal HUP}, or {@code update} where what
     *     has changed needs no new run
     * @param why in words, where the keys do not say it: {@code nginx.conf has changed}, {@code is no longer in the file}
     * @param changes the keys that have changed
     * @param status {@code planned}, {@code done}, {@code failed} or {@code not-done}
     * @param message what came of it; empty in a plan
     */
    public record Step(
            String program, String action, String why, List<KeyChange> changes, String status, String message)
            implements ToJson {

        public Step {
            changes = List.copyOf(changes);
        }

        /** Return the same with what came of it. */
        public Step after(String newStatus, String newMessage) {
            return new Step(program, action, why, changes, newStatus, newMessage);
        }

        @Override
        public void fields(JsonFields out) {
            out.text("program", program).text("action", action).text("why", why).objects("changes", changes);
            out.text("status", status).text("message", message);
        }

        /** Read it back. */
        public static Step of(JsonObject json) {
            return new Step(
                    json.text("program"),
                    json.text("action"),
                    json.text("why"),
                    json.objects("changes", KeyChange::of),
                    json.text("status"),
                    json.text("message"));
        }
    }

    @Override
    public void fields(JsonFields out) {
        out.text("file", file).objects("steps", steps).texts("unchanged", unchanged);
        out.objects("settings", settings).texts("warnings", warnings);
    }

    /** Read it back. */
    public static Plan of(JsonObject json) {
        return new Plan(
                json.text("file"),
                json.objects("steps", Step::of),
                json.texts("unchanged"),
                json.objects("settings", KeyChange::of),
                json.texts("warnings"));
    }
}
