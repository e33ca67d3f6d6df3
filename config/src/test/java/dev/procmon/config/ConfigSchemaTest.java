// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.procmon.config.toml.TomlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema is the one in the docs, it takes what is valid and not what is plainly wrong. After a change of the keys run with
 * {@code -Dprocmon.golden.write=true} and read the difference.
 */
class ConfigSchemaTest {

    private static final Path WRITTEN = Path.of("../docs/procmon.schema.json");
    private static final Path EXAMPLES = Path.of("../examples");

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ConfigSchema.text(), InputFormat.JSON);

    @Test
    void isTheOneInTheDocs() throws IOException {
        if (Boolean.getBoolean("procmon.golden.write")) {
            Files.writeString(WRITTEN, ConfigSchema.text());
        }
        assertThat(ConfigSchema.text()).isEqualTo(Files.readString(WRITTEN));
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> directories = Files.list(EXAMPLES)) {
            return directories
                    .map(directory -> directory.resolve("procmon.toml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesEveryExample(Path example) throws IOException {
        assertThat(errors(Files.readString(example))).isEmpty();
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(8);
    }

    @Test
    void takesEveryKeyInEveryNotation() {
        assertThat(errors(Samples.FULL)).isEmpty();
        assertThat(errors(Samples.COMPOSED)).isEmpty();
        assertThat(errors(EffectiveConfiguration.render(Samples.valid(Samples.FULL))))
                .isEmpty();
    }

    @Test
    void takesTheExamplesOfTheManual() throws IOException {
        List<String> examples = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/config.md")))
                .results()
                .map(example -> example.group(1))
                .toList();
        for (String example : examples) {
            String text = example.contains("[program.") ? example : "[program.web]\n" + example;
            String whole = text.contains("command") ? text : text + "\ncommand = 'bin/server'\n";
            assertThat(errors(whole)).as(example).isEmpty();
        }
    }

    /** Whatever the reader takes, the schema takes as well, or an editor would complain of what runs. */
    @Test
    void takesWhatTheReaderTakes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/problems"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".toml")).toList()) {
                if (ConfigReader.read(file) instanceof ConfigResult.Valid) {
                    assertThat(errors(Files.readString(file))).as("%s", file).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[supervisor]",
                "top = 1\n[program.a]\ncommand = 'a'",
                "[program.a]\ncomand = 'a'",
                "[program.a]\nnice = 1",
                "[program.'a b']\ncommand = 'a'",
                "[program.a]\ncommand = []",
                "[program.a]\ncommand = 5",
                "[program.a]\ncommand = 'a'\nnice = 99",
                "[program.a]\ncommand = 'a'\nrestart = 'allways'",
                "[program.a]\ncommand = 'a'\nstop.grace = 'soon'",
                "[program.a]\ncommand = 'a'\nstop.grace = -1",
                "[program.a]\ncommand = 'a'\nmemory-max = '5 elephants'",
                "[program.a]\ncommand = 'a'\nlimits.nofile = { soft = 1 }",
                "[program.a]\ncommand = 'a'\nhooks.pre-start = { timeout = 1 }",
                "[program.a]\ncommand = 'a'\nneeds = { b = 'done' }",
                "[program.a]\ncommand = 'a'\nenv = { A = 5 }",
                "[program.a]\ncommand = 'a'\nenabled = 'no'",
                "[program.a]\ncommand = 'a'\n[supervisor.api]\nview = ['monitor']",
                "[program.a]\ncommand = 'a'\n[supervisor.api]\ntls = { key = 'x' }",
                "[program.a]\ncommand = 'a'\n[defaults]\ncommand = 'x'",
                "[program.a]\ncommand = 'a'\n[defaults]\nlog.file = 'x'",
                "[program.a]\ncommand = 'a'\n[defaults]\nlog.error-file = 'x'",
                "[program.a]\ncommand = 'a'\nlog.mode = 'file'",
                "[program.a]\ncommand = 'a'\nlog.show = true",
                "[program.a]\ncommand = 'a'\nlog.compress = 'xz'",
                "[program.a]\ncommand = 'a'\nlog.on-full = 'drop'",
                "[program.a]\ncommand = 'a'\nlog.rotate-every = 'daily'",
                "[program.a]\ncommand = 'a'\nlog.keep-for = 'ever'",
                "[program.a]\ncommand = 'a'\nlog.keep-total = 'all'",
                "[program.a]\ncommand = 'a'\nlog.forward = 'x'",
                "[program.a]\ncommand = 'a'\ntty = 'yes'",
                "[program.a]\ncommand = 'a'\n[forward.x]\nsyslog = 'localhost:514'",
                "[program.a]\ncommand = 'a'\n[forward.x]\njournald = false",
                "[program.a]\ncommand = 'a'\n[forward.x]\notlp = 'localhost:4318'",
                "[program.a]\ncommand = 'a'\n[forward.x]\nfacility = 24",
                "[program.a]\ncommand = 'a'\n[forward.'a b']\njournald = true",
                "[program.a]\ncommand = 'a'\n[profile.x.program.a]\nfrob = 1",
                "[program.a]\ncommand = 'a'\n[group.g]\nmembers = 'a'",
                "[program.a]\ncommand = 'a'\n[group.g]\nstrategy = 'one-for-all'"
            })
    void refusesWhatIsPlainlyWrong(String text) {
        assertThat(errors(text)).isNotEmpty();
        assertThat(ConfigReader.read(Path.of("/srv/procmon.toml"), text)).isInstanceOf(ConfigResult.Invalid.class);
    }

    private List<Error> errors(String toml) {
        return schema.validate(
                JsonText.of(ValueSchema.json(TomlDocument.parse(toml).root())), InputFormat.JSON);
    }
}
