// SPDX-License-Identifier: Apache-2.0
package dev.procmon.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plan of the house as tests: who may know whom, which names and calls are banned. A rule that is broken on purpose gets its exception here,
 * with the reason beside it.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.procmon.";

    /** Packages of core, and which other packages of core each may use. */
    private static final Map<String, List<String>> CORE = Map.of(
            "time", List.of(),
            "process", List.of(),
            "output", List.of("process"),
            "policy", List.of("process", "program", "time"),
            "program", List.of("process"),
            "health", List.of("policy", "process", "time"),
            "order", List.of("policy", "program", "time"),
            // Never the reactor: effects are data.
            "lifecycle", List.of("program", "policy", "process", "time"),
            "reactor", List.of("policy", "program", "process", "time"),
            "monitor",
                    List.of(
                            "time",
                            "process",
                            "output",
                            "policy",
                            "program",
                            "health",
                            "order",
                            "lifecycle",
                            "reactor"));

    /** Packages of cli, and which other packages of cli each may use. */
    private static final Map<String, List<String>> CLI = Map.of(
            "args", List.of(),
            "command", List.of("args"),
            "completion", List.of("args"),
            "output", List.of(),
            "text", List.of(),
            "top", List.of("text"),
            "verb", List.of("args", "command", "output", "text", "top"));

    /** Modules, and which other modules each may use. */
    private static final Map<String, List<String>> MODULES = Map.ofEntries(
            entry("core", List.of()),
            entry("contract", List.of("core")),
            entry("testkit", List.of("core")),
            entry("posix", List.of("core")),
            entry("config", List.of("core")),
            entry("control", List.of()),
            entry("logs", List.of()),
            entry("daemon", List.of("core", "posix", "config", "control", "logs")),
            entry("otlp", List.of("config", "daemon", "logs")),
            entry("cli", List.of("config", "control", "logs")),
            // Not otlp: it is loaded by whoever needs it.
            entry("app", List.of("core", "posix", "config", "control", "logs", "daemon", "cli")));

    /** The only places that read a clock or make a thread wait: the real reactor, the composition root, and commands that say how long they took. */
    private static final String[] MAY_USE_THE_CLOCK = {
        "dev.procmon.posix.loop..", "dev.procmon.app..", "dev.procmon.testkit.command.."
    };

    /** The only places that print: the executable, and the commands under tools. */
    private static final String[] MAY_PRINT = {"dev.procmon.app..", "dev.procmon.testkit.command.."};

    /** Fewer classes than this in a module mean that the rules look at nothing. Raise it when a module grows; never lower it to pass. */
    private static final Map<String, Integer> CLASSES_AT_LEAST = Map.of(
            "core",
            60,
            "contract",
            5,
            "testkit",
            25,
            "posix",
            40,
            "config",
            35,
            "control",
            45,
            "logs",
            60,
            "daemon",
            45,
            "cli",
            90);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPackages(
                    MODULES.keySet().stream().map(module -> ROOT + module).toArray(String[]::new));

    @Test
    void classesAreSeen() {
        Map<String, Integer> seen = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            seen.merge(moduleOf(each), 1, Integer::sum);
        }
        CLASSES_AT_LEAST.forEach((module, floor) ->
                assertThat(seen.getOrDefault(module, 0)).as(module).isGreaterThanOrEqualTo(floor));
    }

    @Test
    void everyPackageOfCoreHasItsPlaceInThePlan() {
        TreeSet<String> unknown = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            if (moduleOf(each).equals("core")) {
                unknown.add(each.getPackageName().substring((ROOT + "core.").length()));
            }
        }
        unknown.removeAll(CORE.keySet());
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packagesOfCore")
    void packageOfCoreUsesOnlyWhatThePlanAllows(String name, List<String> allowed) {
        String self = ROOT + "core." + name;
        List<String> packages = new ArrayList<>(List.of(self, "java..", "org.jspecify.."));
        allowed.forEach(other -> packages.add(ROOT + "core." + other));
        check(classes()
                .that()
                .resideInAPackage(self)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages.toArray(String[]::new))));
    }

    @ParameterizedTest
    @MethodSource("packagesOfCli")
    void packageOfCliUsesOnlyWhatThePlanAllows(String name, List<String> allowed) {
        String self = ROOT + "cli." + name;
        List<String> others = new ArrayList<>(CLI.keySet());
        others.remove(name);
        others.removeAll(allowed);
        String[] banned = others.stream().map(other -> ROOT + "cli." + other).toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(self)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(banned));
    }

    /** Loading it costs more than most commands take. */
    @Test
    void onlyTheFullScreenTouchesJLine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.procmon.cli.top..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline.."));
    }

    /** Of the daemon it may know no more than how lines are handed over. */
    @Test
    void whatTalksToCollectorsKnowsOnlyForwarding() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.procmon.otlp..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.procmon.daemon..")
                        .and(resideOutsideOfPackages("dev.procmon.daemon.forward.."))));
    }

    /** Those libraries are in a directory of their own, which most supervisors never open. */
    @Test
    void onlyWhatTalksToCollectorsTouchesOpenTelemetry() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.procmon.otlp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry.."));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleUsesOnlyWhatThePlanAllows(String name, List<String> allowed) {
        List<String> modules = new ArrayList<>(allowed);
        modules.add(name);
        String[] packages = modules.stream().map(module -> ROOT + module + "..").toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.procmon..").and(resideOutsideOfPackages(packages))));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.procmon.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyLibcTouchesForeignMemoryAndFunctions() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.procmon.posix.libc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign.."));
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Manager)(\\$.*)?"));
        check(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..base..", "..misc.."));
    }

    @Test
    void timeEntersThroughTheReactor() {
        check(noClasses()
                .that(resideOutsideOfPackages(MAY_USE_THE_CLOCK))
                .should()
                .accessTargetWhere(target(
                        "read a system clock",
                        "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*"
                                + "|java\\.time\\.[A-Za-z]+\\.now\\(.*"
                                + "|java\\.time\\.Clock\\.(system|tick).*")));
    }

    @Test
    void nothingSleeps() {
        check(noClasses()
                .that(resideOutsideOfPackages(MAY_USE_THE_CLOCK))
                .should()
                .accessTargetWhere(target(
                        "sleep",
                        "java\\.lang\\.Thread\\.sleep\\(.*|java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*")));
    }

    @Test
    void randomNumbersHaveASeed() {
        check(noClasses()
                .should()
                .accessTargetWhere(target(
                        "draw numbers without a seed",
                        "java\\.lang\\.Math\\.random\\(.*"
                                + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(.*"
                                + "|java\\.util\\.UUID\\.randomUUID\\(.*"))
                .orShould()
                .callConstructor(Random.class));
    }

    @Test
    void onlyTheExecutableUsesTheStandardStreams() {
        check(noClasses()
                .that(resideOutsideOfPackages(MAY_PRINT))
                .should()
                .accessTargetWhere(target("use a standard stream", "java\\.lang\\.System\\.(in|out|err)")));
    }

    @Test
    void everyModuleIsNullMarked() throws IOException {
        TreeSet<String> unmarked = new TreeSet<>();
        int seen = 0;
        for (URL each : Collections.list(getClass().getClassLoader().getResources("module-info.class"))) {
            ClassModel module = read(each);
            String name = module.findAttribute(Attributes.module())
                    .orElseThrow()
                    .moduleName()
                    .name()
                    .stringValue();
            if (name.startsWith(ROOT)) {
                seen++;
                if (!isNullMarked(module)) {
                    unmarked.add(name);
                }
            }
        }
        assertThat(unmarked).isEmpty();
        assertThat(seen).isGreaterThanOrEqualTo(CLASSES_AT_LEAST.size());
    }

    static Stream<Arguments> packagesOfCore() {
        return CORE.entrySet().stream().map(each -> arguments(each.getKey(), each.getValue()));
    }

    static Stream<Arguments> packagesOfCli() {
        return CLI.entrySet().stream().map(each -> arguments(each.getKey(), each.getValue()));
    }

    static Stream<Arguments> modules() {
        return MODULES.entrySet().stream().map(each -> arguments(each.getKey(), each.getValue()));
    }

    /** A package or module of the plan may still be empty; that the rules see enough is for {@link #classesAreSeen}. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, String fullName) {
        Pattern pattern = Pattern.compile(fullName);
        return DescribedPredicate.describe(
                description,
                access -> pattern.matcher(access.getTarget().getFullName()).matches());
    }

    private static String moduleOf(JavaClass each) {
        String rest = each.getPackageName().substring(ROOT.length());
        int end = rest.indexOf('.');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static ClassModel read(URL classFile) throws IOException {
        try (InputStream in = classFile.openStream()) {
            return ClassFile.of().parse(in.readAllBytes());
        }
    }

    private static boolean isNullMarked(ClassModel module) {
        return module.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(found -> found.annotations().stream()
                        .anyMatch(each -> each.className().equalsString("Lorg/jspecify/annotations/NullMarked;")))
                .orElse(false);
    }
}
