// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.posix.UnsupportedPlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64"})
    void knownPlatformsAreAccepted(String system, String processor) {
        assertThatCode(() -> Platform.check(system, processor)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, arm", "Linux, i386", "Linux, riscv64"})
    void othersAreRefusedInOneSentence(String system, String processor) {
        assertThatThrownBy(() -> Platform.check(system, processor))
                .isInstanceOf(UnsupportedPlatformException.class)
                .hasMessage("procmon's POSIX reactor does not run on " + system + " for " + processor
                        + "; supported are x86-64 and aarch64, Linux 5.11 or newer, and glibc 2.34 or newer");
    }

    @Test
    void aMissingFunctionIsRefusedByName() {
        assertThatThrownBy(() -> Libc.function("no_such_function"))
                .isInstanceOf(UnsupportedPlatformException.class)
                .hasMessageStartingWith("the C library has no function no_such_function; supported are");
    }
}
