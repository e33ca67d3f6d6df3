// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.Mutations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** Our parser against tomlj: the same texts are TOML, and they say the same. */
class TomlOracleTest {

    /** Blanks inside a date: tomlj takes them, TOML does not. */
    private static final Set<Long> SEEDS_WHERE_TOMLJ_IS_WRONG = Set.of(1892L);

    private static final String TEXT = """
            # comment
            title = "x\\ty\\u00e4\\U0001F600 \\e \\x41"
            literal = 'C:\\dir'
            lines = \"""
            one \\
               two ""
            "three\"""\"
            raw = '''
            a'b''c
            '''
            numbers = [1, -2, +3, 1_000, 0xFF_ff, 0o17, 0b1_0, 0, -0]
            reals = [1.5, -2e3, +1_0.0_1E-2, inf, -inf, 6.02e23]
            dates = [1979-05-27, 07:32:00, 1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27t07:32]
            truths = [ true, false, # comment
               [[], [1, "a"]], ]
            inline = { a = 1, b.c = 2, b.d = { e = [] }, }
            a.b.c = 1
            a.b."d e" = 2

            [table]
            key = 1
            [table.sub.deep]
            x = 1
            [table.sub]
            y = 2
            [a.b.more]
            z = 1
            [[list]]
            n = 1
            [list.inner]
            m = 1
            [[list]]
            n = 2
            ["quoted . key".'and this']
            1234 = 5
            """;

    @Test
    void theSameValuesAreRead() {
        TomlDocument ours = TomlDocument.parse(TEXT);
        assertThat(ours.faults()).isEmpty();
        assertThat(plain(ours.root())).isEqualTo(plain(Toml.parse(TEXT, TomlVersion.V1_1_0)));
    }

    @Test
    void theSameTextsAreToml() {
        List<String> differences = new ArrayList<>();
        int valid = 0;
        for (long seed = 0; seed < 4_000; seed++) {
            String text = Mutations.of(TEXT, new Random(seed));
            TomlDocument ours = TomlDocument.parse(text);
            TomlParseResult theirs = Toml.parse(text, TomlVersion.V1_1_0);
            if (SEEDS_WHERE_TOMLJ_IS_WRONG.contains(seed)) {
                assertThat(ours.faults()).isNotEmpty();
            } else if (ours.faults().isEmpty() == theirs.hasErrors()) {
                differences.add("seed " + seed + ": ours " + ours.faults() + ", theirs " + theirs.errors());
            } else if (!theirs.hasErrors()) {
                valid++;
                assertThat(plain(ours.root())).as("seed %d", seed).isEqualTo(plain(theirs));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(valid).isGreaterThan(300);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case TomlTable table -> {
                Map<String, Object> map = new LinkedHashMap<>();
                table.entries().forEach(entry -> map.put(entry.key(), plain(entry.value())));
                yield map;
            }
            case TomlValue.Text text -> text.value().replace("\r\n", "\n");
            case TomlValue.Whole whole -> whole.value();
            case TomlValue.Real real -> real.value();
            case TomlValue.Truth truth -> truth.value();
            case TomlValue.Moment _ -> "a moment";
            case TomlValue.Array array ->
                array.elements().stream().map(TomlOracleTest::plain).toList();
            case TomlValue.Tables tables ->
                tables.elements().stream().map(TomlOracleTest::plain).toList();
            case org.tomlj.TomlTable table -> {
                Map<String, Object> map = new LinkedHashMap<>();
                table.keySet().forEach(key -> map.put(key, plain(table.get(List.of(key)))));
                yield map;
            }
            case TomlArray array ->
                array.toList().stream().map(TomlOracleTest::plain).toList();
            case java.time.temporal.Temporal _ -> "a moment";
            case String text -> text.replace("\r\n", "\n");
            default -> value;
        };
    }
}
