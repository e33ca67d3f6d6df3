// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1, HUP",
        "2, INT",
        "3, QUIT",
        "4, ILL",
        "5, TRAP",
        "6, ABRT",
        "7, BUS",
        "8, FPE",
        "9, KILL",
        "10, USR1",
        "11, SEGV",
        "12, USR2",
        "13, PIPE",
        "14, ALRM",
        "15, TERM",
        "16, STKFLT",
        "17, CHLD",
        "18, CONT",
        "19, STOP",
        "20, TSTP",
        "21, TTIN",
        "22, TTOU",
        "23, URG",
        "24, XCPU",
        "25, XFSZ",
        "26, VTALRM",
        "27, PROF",
        "28, WINCH",
        "29, IO",
        "30, PWR",
        "31, SYS",
        "32, 32",
        "33, 33",
        "34, RTMIN",
        "35, RTMIN+1",
        "64, RTMIN+30"
    })
    void aSignalHasTheNumberOfLinuxAndItsName(int number, String name) {
        Signal signal = new Signal(number);
        assertThat(signal.name()).isEqualTo(name);
        assertThat(signal).hasToString(name);
        assertThat(Signal.of(name)).contains(signal);
    }

    @Test
    void theConstantsHaveTheirNumbers() {
        assertThat(IntStream.of(1, 2, 3, 9, 10, 12, 15, 18, 19).mapToObj(Signal::new))
                .containsExactly(
                        Signal.HUP,
                        Signal.INT,
                        Signal.QUIT,
                        Signal.KILL,
                        Signal.USR1,
                        Signal.USR2,
                        Signal.TERM,
                        Signal.CONT,
                        Signal.STOP);
    }

    @Test
    void everySignalIsFoundByItsNameAndByItsNumber() {
        for (int number = 1; number <= 64; number++) {
            Signal signal = new Signal(number);
            assertThat(Signal.of(signal.name())).contains(signal);
            assertThat(Signal.of("SIG" + signal.name())).contains(signal);
            assertThat(Signal.of(Integer.toString(number))).contains(signal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "term", "Term", "SIGTERM", "sigterm", "SigTerm", "15"})
    void aNameIsFoundWithAndWithoutSigAndInAnyCase(String name) {
        assertThat(Signal.of(name)).contains(Signal.TERM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RTMIN+1", "rtmin+1", "SIGRTMIN+1", "35"})
    void aRealTimeSignalIsFoundByItsDistance(String name) {
        assertThat(Signal.of(name)).contains(new Signal(35));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "SIG",
                "SIGSIGTERM",
                "TERMINATE",
                "NOPE",
                "0",
                "-1",
                "65",
                "99999999999",
                "1.5",
                " TERM",
                "TERM ",
                "RTMIN-1",
                "RTMIN+31",
                "RTMIN+",
                "RTMIN+x",
                "RTMIN++1",
                "RTMIN+2147483647",
                "RTMIN+2147483648"
            })
    void whatIsNoSignalIsNotFound(String text) {
        assertThat(Signal.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65, Integer.MAX_VALUE})
    void aNumberOutOfRangeIsRefused(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signal(number))
                .withMessage("signal number %d is not between 1 and 64", number);
    }
}
