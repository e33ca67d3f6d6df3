// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.SyntaxFault;
import dev.procmon.config.toml.TomlDocument;
import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.order.Group;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a configuration file: first its syntax, then what it says, and reports what is wrong with either in one list.
 * Where the syntax is faulty, the rest is still looked at, but nothing is reported as missing: it may stand on a faulty
 * line.
 */
public final class ConfigReader {

    private final Path file;
    private final String text;
    private final ReadOptions options;
    private final Problems problems;
    private final TomlDocument document;

    private ConfigReader(Path file, String text, ReadOptions options) {
        this.file = file;
        this.text = text;
        this.options = options;
        document = TomlDocument.parse(text);
        problems = new Problems(file, text, !document.faults().isEmpty());
    }

    /**
     * Read a file that needs no profile and nothing of the environment.
     *
     * @param file the path as the user gave it, which is how problems name it; paths in it are relative to its
     *     directory
     */
    public static ConfigResult read(Path file) {
        return read(file, ReadOptions.NONE);
    }

    /** Read a file. */
    public static ConfigResult read(Path file, ReadOptions options) {
        FileText text = FileText.read(file);
        return text instanceof FileText.Loaded loaded
                ? read(file, loaded.text(), options)
                : new ConfigResult.Invalid(List.of(((FileText.Refused) text).problem()), List.of());
    }

    /** Read a text as if it stood in a file. The files that it names are read from the disk. */
    public static ConfigResult read(Path file, String text) {
        return read(file, text, ReadOptions.NONE);
    }

    /** Read a text as if it stood in a file. The files that it names are read from the disk. */
    public static ConfigResult read(Path file, String text, ReadOptions options) {
        return new ConfigReader(file, text, options).read();
    }

    /**
     * Return the name that a file gives its instance, whatever is wrong with all else in it. Empty where it gives none, or the file cannot
     * be read.
     */
    public static Optional<String> instanceName(Path file, ReadOptions options) {
        FileText text = FileText.read(file);
        return text instanceof FileText.Loaded loaded
                ? new ConfigReader(file, loaded.text(), options).instanceName()
                : Optional.empty();
    }

    private Optional<String> instanceName() {
        Fields fields = Fields.of(document.root(), Section.FILE, problems);
        Optional<TomlValue> supervisor = composition(fields).supervisor();
        return supervisor.isPresent()
                ? SettingsReader.read(fields, supervisor.get()).name()
                : Optional.empty();
    }

    private ConfigResult read() {
        for (SyntaxFault fault : document.faults()) {
            problems.error(fault.offset(), fault.message());
        }
        Fields fields = Fields.of(document.root(), Section.FILE, problems);
        Composition composition = composition(fields);
        Optional<TomlValue> supervisor = composition.supervisor();
        Settings settings = supervisor.isPresent() ? SettingsReader.read(fields, supervisor.get()) : Settings.STANDARD;
        ForwardsReader forwards = ForwardsReader.read(composition.forwards(), problems);
        Drafts drafts = Drafts.read(composition, forwards, problems);
        if (composition.isWhole() && fields.value(Key.PROFILE).isEmpty() && problems.errorCount() == 0) {
            forwards.noteUnused();
        }
        List<Group> groups = drafts.groups();
        if (supervisor.isPresent()) {
            drafts.checkExitWith(supervisor.get());
        }
        List<ConfiguredProgram> programs = problems.errorCount() == 0 ? drafts.programs() : List.of();
        if (programs.isEmpty() && problems.errorCount() == 0) {
            problems.error(
                    0,
                    Problem.of(
                            file,
                            composition.leftOut().isEmpty()
                                    ? "there is no program; expected at least one table [program.NAME]"
                                    : "all programs are left out (enabled = false); expected one at least"));
        }
        List<Problem> errors = problems.errors();
        return errors.isEmpty()
                ? new ConfigResult.Valid(
                        new Configuration(file, settings.withForwards(forwards.forwards()), programs, groups),
                        problems.warnings())
                : new ConfigResult.Invalid(errors, problems.warnings());
    }

    /** Return what the file is composed of. Most are not composed, and pay nothing for the possibility before the first child. */
    private Composition composition(Fields fields) {
        boolean references = text.contains(Interpolation.OPENING);
        boolean plain = !references
                && options.profiles().isEmpty()
                && fields.value(Key.INCLUDE).isEmpty()
                && fields.value(Key.DEFAULTS).isEmpty()
                && fields.value(Key.PROFILE).isEmpty()
                && !text.contains(Key.ENABLED.key());
        return plain ? Composition.plain(fields) : new Composer(fields, options, references).compose();
    }
}
