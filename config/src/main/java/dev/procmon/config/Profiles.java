// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the profiles of a file, and says what the chosen ones change. Keys of the others are looked at too, but not their values. */
final class Profiles {

    /** What one profile says. */
    private record Profile(Optional<TomlTable> defaults, Map<String, TomlTable> programs) {}

    private final Fields file;
    private final Map<String, TomlTable.Entry> programs;
    private final Map<String, Profile> known = new LinkedHashMap<>();
    private final List<Profile> chosen = new ArrayList<>();

    private Profiles(Fields file, Map<String, TomlTable.Entry> programs) {
        this.file = file;
        this.programs = programs;
    }

    /**
     * Read the profiles.
     *
     * @param chosen the names of those that are to be in effect
     * @param programs all programs that there are
     */
    static Profiles read(Fields file, List<String> chosen, Map<String, TomlTable.Entry> programs) {
        Profiles profiles = new Profiles(file, programs);
        for (TomlTable.Entry entry : Composition.entries(file, Key.PROFILE)) {
            profiles.readProfile(entry);
        }
        for (String name : chosen) {
            profiles.choose(name);
        }
        return profiles;
    }

    /** Return the table of a program with what the chosen profiles say of it. */
    TomlTable over(String program, TomlTable own) {
        TomlTable table = own;
        for (Profile profile : chosen) {
            TomlTable above = profile.programs().get(program);
            table = above == null ? table : Overlay.of(above, table);
        }
        return table;
    }

    /** Return the defaults with what the chosen profiles say of them. */
    Optional<TomlTable> defaults(Optional<TomlTable> own) {
        Optional<TomlTable> defaults = own;
        for (Profile profile : chosen) {
            if (profile.defaults().isPresent()) {
                TomlTable above = profile.defaults().get();
                defaults = defaults.isPresent() ? Optional.of(Overlay.of(above, defaults.get())) : Optional.of(above);
            }
        }
        return defaults;
    }

    private void choose(String name) {
        Profile profile = known.get(name);
        if (profile != null) {
            chosen.add(profile);
            return;
        }
        List<String> names = List.copyOf(known.keySet());
        Optional<String> near = Nearest.to(name, names);
        String hint = names.isEmpty()
                ? "; the file has none, which would be a table [profile.NAME]"
                : near.isPresent()
                        ? "; did you mean " + Shown.text(near.get()) + "?"
                        : "; known profiles: " + String.join(", ", names);
        Problem problem = Problem.of(file.problems().file(0), "there is no profile " + Shown.text(name) + hint);
        file.problems().error(0, problem);
    }

    private void readProfile(TomlTable.Entry entry) {
        if (!NameText.isName(entry.key())) {
            file.problems().error(entry.keyOffset(), NameText.refusal("profile", entry.key()));
        }
        if (!(entry.value() instanceof TomlTable table)) {
            file.problems()
                    .error(
                            entry.keyOffset(),
                            "profile " + Shown.text(entry.key()) + ": expected a table, got "
                                    + Shown.value(entry.value()));
            return;
        }
        Fields profile = file.of(table, Section.PROFILE);
        Map<String, TomlTable> tables = new LinkedHashMap<>();
        for (TomlTable.Entry program : Composition.entries(profile, Key.PROFILE_PROGRAM)) {
            if (isKnown(entry.key(), program) && program.value() instanceof TomlTable above) {
                // Notes the unknown keys of profiles that are not chosen, too.
                file.of(above, Section.PROGRAM);
                tables.put(program.key(), above);
            }
        }
        known.put(entry.key(), new Profile(Defaults.read(profile, Key.PROFILE_DEFAULTS), tables));
    }

    private boolean isKnown(String profile, TomlTable.Entry program) {
        String subject = "profile." + Shown.key(profile) + ".program";
        if (!programs.containsKey(program.key())) {
            Optional<String> near = Nearest.to(program.key(), List.copyOf(programs.keySet()));
            file.problems()
                    .errorUnlessTorn(
                            program.keyOffset(),
                            subject + ": there is no program " + Shown.text(program.key())
                                    + (near.isPresent()
                                            ? "; did you mean " + Shown.text(near.get()) + "?"
                                            : "; one that only a profile has stands in [program.NAME] with enabled ="
                                                    + " false, and the profile enables it"));
            return false;
        }
        if (!(program.value() instanceof TomlTable)) {
            file.problems()
                    .error(
                            program.keyOffset(),
                            subject + "." + Shown.key(program.key()) + ": expected a table, got "
                                    + Shown.value(program.value()));
            return false;
        }
        return true;
    }
}
