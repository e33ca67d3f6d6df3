// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine code is what its sources say. */
class MachineCodeTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"spawn, x86_64", "spawn, aarch64", "lines, x86_64", "lines, aarch64"})
    void theBytesAreThoseOfTheSource(String source, String processor) throws Exception {
        String tools = processor.equals("x86_64") == Platform.X86_64 ? "" : processor + "-linux-gnu-";
        assumeTrue(
                isInPath(tools + "gcc") && isInPath(tools + "objcopy"),
                "no tools for " + processor + " to assemble it");
        Path object = directory.resolve("code.o");
        Path binary = directory.resolve("code.bin");
        run(tools + "gcc", "-c", "-o", object.toString(), "src/main/asm/" + source + "-" + processor + ".S");
        run(tools + "objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString());

        boolean x8664 = processor.equals("x86_64");
        assertThat(source.equals("spawn") ? SpawnCode.bytes(x8664) : LineCode.bytes(x8664))
                .as("made by tools/assemble")
                .isEqualTo(Files.readAllBytes(binary));
    }

    private static boolean isInPath(String tool) {
        for (String each : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(each, tool))) {
                return true;
            }
        }
        return false;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
